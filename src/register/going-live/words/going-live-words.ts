import type { FindingName, FindingOption } from '../findings.js';

/** What the open findings say in one language. */
export interface GoingLiveWords {
  /** `question`: what is to be decided. */
  readonly findings: Readonly<Record<FindingName, { readonly title: string; readonly question: string }>>;
  readonly options: Readonly<Record<FindingOption, string>>;
}
