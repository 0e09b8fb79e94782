import { useOutletContext } from 'react-router';
import type { RightsCase } from '../../api/types.js';

/** What the views of a case share. */
export interface CaseInView {
  readonly rightsCase: RightsCase;
  /** Says that something is done, where the person sees and hears it. */
  readonly say: (sentence: string) => void;
}

/** The case that is open, in one of its views. */
export function useCase(): CaseInView {
  return useOutletContext<CaseInView>();
}
