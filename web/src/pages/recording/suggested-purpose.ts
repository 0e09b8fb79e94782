import { useLocation } from 'react-router';
import type { StatedPurpose } from './purpose-rules.js';

/** What a link to a recording says of why it is opened; the person still states the purpose. */
interface Suggestion {
  readonly suggested: StatedPurpose;
}

export function suggesting(suggested: StatedPurpose): Suggestion {
  return { suggested };
}

/** The purpose that the link here suggested; null where it suggested none. */
export function useSuggestedPurpose(): StatedPurpose | null {
  const state: unknown = useLocation().state;
  return isSuggestion(state) ? state.suggested : null;
}

function isSuggestion(state: unknown): state is Suggestion {
  return typeof state === 'object' && state !== null && 'suggested' in state;
}
