import type { Role } from '../../../access/index.js';
import type { MissingFact } from '../../notice/missing-facts.js';
import type { TableWords } from '../../notice/words/notice-words.js';

/** The sections of the record: those of GDPR art. 30(1)(a) to (g), and what an assessment under art. 35(7) needs beside them. */
export const RECORD_SECTIONS = [
  'controller',
  'purposes',
  'categories',
  'recipients',
  'transfers',
  'periods',
  'measures',
  'assessment',
  'open',
] as const;
export type RecordSection = (typeof RECORD_SECTIONS)[number];

/** Everything that the record says beyond the words of the notice, in one language. */
export interface RecordWords {
  readonly title: string;
  readonly lead: (day: string) => string;
  readonly sections: Readonly<Record<RecordSection, string>>;
  readonly controller: string;
  readonly officer: string;
  readonly people: string;
  readonly data: string;
  readonly special: string;
  readonly processors: TableWords;
  readonly noProcessors: string;
  readonly undertaking: (reference: string, day: string) => string;
  readonly subProcessor: (of: string) => string;
  readonly countries: TableWords;
  readonly parties: Readonly<Record<string, string>>;
  readonly ownCopy: (source: string) => string;
  readonly deletions: TableWords;
  readonly deleted: (day: string, reference: string) => string;
  readonly noEvidence: string;
  readonly second: string;
  readonly grants: (months: string) => string;
  readonly recertified: (months: number) => string;
  readonly volume: TableWords;
  readonly recordingsKept: string;
  readonly playbacks: (purpose: string) => string;
  readonly roles: TableWords;
  readonly roleNames: Readonly<Record<Role, string>>;
  readonly nothing: string;
  readonly necessity: string;
  readonly minimised: readonly string[];
  readonly risks: TableWords & { readonly rows: readonly (readonly [risk: string, control: string])[] };
  readonly openLead: string;
  readonly nothingOpen: string;
  readonly missing: Readonly<Record<MissingFact['fact'], string>>;
  /** Both promises of the notice count until somebody settles one (domain.md §1). */
  readonly ruleConflict: string;
}
