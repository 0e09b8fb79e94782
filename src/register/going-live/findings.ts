import type { MissingFact } from '../notice/missing-facts.js';

/** Something that the notice leaves open, or that is asked for before the system is taken into use. */
interface FindingRow {
  readonly of: 'notice' | 'going-live';
  /** Sections of the notice; none for what going live asks. */
  readonly sections: readonly number[];
  /** Where there are only so many ways to decide it. */
  readonly options: readonly string[];
  /** A dated document stands for the decision. */
  readonly needsReference: boolean;
  /**
   * How a decision counts: by the retention rule that it proposes and another administrator adopts; by a second person, since it
   * changes by which rules the house works; or at once.
   */
  readonly decided: 'by-rule' | 'by-two' | 'at-once';
  /** What the notice must not lack when it is settled: the setting has to say what was decided. */
  readonly fact: MissingFact['fact'] | null;
}

const OF_NOTICE = { of: 'notice', options: [], needsReference: false, decided: 'at-once', fact: null } as const;
const OF_GOING_LIVE = { ...OF_NOTICE, of: 'going-live', sections: [], needsReference: true } as const;

/** The open findings of domain.md §1, in its order. A closed list: what to decide is in `words/`. */
export const FINDINGS = {
  'retention-61-days-or-2-months': {
    ...{ ...OF_NOTICE, sections: [6, 12], options: ['61-days', '2-months'], decided: 'by-rule' },
  },
  'legal-basis-per-purpose': {
    ...{ ...OF_NOTICE, sections: [5, 15], needsReference: true, decided: 'by-two', fact: 'legal-basis' },
  },
  'article-9-condition': { ...OF_NOTICE, sections: [6], decided: 'by-two', fact: 'article-9-condition' },
  'basic-data-or-patient-data': { ...OF_NOTICE, sections: [6, 7] },
  'patients-among-groups': { ...OF_NOTICE, sections: [8] },
  'wrong-cross-references': { ...OF_NOTICE, sections: [9, 15] },
  'requests-in-writing': { ...OF_NOTICE, sections: [15] },
  'announcement-names-quality-only': {
    ...{ ...OF_NOTICE, sections: [5], options: ['announcement-changed', 'purposes-narrowed'] },
  },
  'listening-again-for-ticket': {
    ...{ ...OF_NOTICE, sections: [5, 14], options: ['under-service-development', 'not-done'], decided: 'by-two' },
  },
  'co-operation-procedure': OF_GOING_LIVE,
  'staff-informed': OF_GOING_LIVE,
  'impact-assessment': OF_GOING_LIVE,
  'balancing-test': OF_GOING_LIVE,
} as const satisfies Readonly<Record<string, FindingRow>>;

export type FindingName = keyof typeof FINDINGS;
export type FindingOption = (typeof FINDINGS)[FindingName]['options'][number];
export const FINDING_NAMES = Object.keys(FINDINGS) as [FindingName, ...FindingName[]]; // its own keys, in order

export function findingOf(name: FindingName): FindingRow {
  return FINDINGS[name];
}
