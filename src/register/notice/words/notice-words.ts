import type { Purpose } from '../../../access/index.js';
import type { Article9Condition } from '../../../platform/config/index.js';
import type { LegalBasis } from '../../../rights/index.js';

/** The sections of the notice in their order: 3 to 15 are those of the published notice (domain.md §1). */
export const SECTIONS = [
  'register',
  'about',
  'controller',
  'officer',
  'purposes',
  'contents',
  'nature',
  'groups',
  'source',
  'disclosures',
  'transfers',
  'protection',
  'decisions',
  'access',
  'rights',
  'giving',
] as const;
export type Section = (typeof SECTIONS)[number];

/** A table's own words. */
export interface TableWords {
  readonly caption: string;
  readonly headers: readonly string[];
}

/** What the table of retention periods has a row of. */
export type KeptThing = 'calls' | 'held' | 'training' | 'unannounced' | 'keys' | 'log' | 'requests';

/** Everything that a notice says, in one language. Functions take what comes from the facts. */
export interface NoticeWords {
  readonly title: string;
  readonly register: string;
  readonly sections: Readonly<Record<Section, string>>;
  readonly about: readonly string[];
  /** Stands where a fact is not settled; a notice with it is never published. */
  readonly open: string;
  readonly officer: (rightsSection: number) => string;
  readonly purposes: {
    readonly lead: string;
    readonly table: TableWords;
    readonly names: Readonly<Record<Purpose, string>>;
    readonly bases: Readonly<Record<LegalBasis, string>>;
    readonly conditions: Readonly<Record<Article9Condition, string>>;
    readonly interest: (purposes: string) => string;
    readonly bound: string;
    readonly shares: string;
    readonly reference: (purposes: string) => string;
    readonly announced: string;
    readonly saidByAgent: string;
    readonly outgoing: string;
    readonly unannounced: (length: string) => string;
    readonly marked: string;
    readonly announcement: (version: string, language: string) => string;
  };
  readonly contents: {
    readonly recorded: string;
    readonly lead: string;
    readonly items: readonly string[];
    readonly noCodes: string;
    readonly codes: (sources: string) => string;
    readonly codeSearch: string;
    readonly kept: (length: string) => string;
    readonly counted: string;
    readonly heldLonger: (lengths: Readonly<Record<'provisional' | 'most' | 'longest', string>>) => string;
    readonly heldAlone: string;
    readonly heldForRequest: string;
    readonly heldAfterRequest: (length: string) => string;
    readonly trainingCopy: (length: string) => string;
  };
  readonly nature: readonly string[];
  readonly groups: {
    readonly lead: string;
    readonly names: Readonly<Record<string, string>>;
    readonly mentioned: string;
  };
  readonly source: {
    readonly call: string;
    readonly provenance: string;
    readonly others: (contents: number) => string;
  };
  readonly disclosures: {
    readonly owned: string;
    readonly out: readonly string[];
    readonly noLinks: string;
    readonly forwarded: string;
    readonly processors: string;
    readonly table: TableWords;
    readonly subProcessor: (name: string, of: string) => string;
    readonly noProcessors: string;
  };
  readonly transfers: string;
  readonly protection: {
    readonly lead: string;
    readonly inFinland: (length: string) => string;
    readonly stores: TableWords;
    readonly storeNames: Readonly<Record<string, string>>;
    readonly periods: TableWords;
    readonly periodNames: Readonly<Record<KeptThing, string>>;
    readonly clause: (clause: string) => string;
    /** Sections of this notice by their numbers. */
    readonly ofNotice: (sections: string, several: boolean) => string;
    readonly atMost: (length: string) => string;
    readonly afterDestroying: (length: string) => string;
    readonly upTo: (length: string) => string;
    readonly afterClosing: (length: string) => string;
    readonly erasedEarlier: string;
    readonly sources: TableWords;
    readonly sourcesLead: string;
    readonly notStated: string;
    readonly measuresLead: string;
    readonly measures: readonly string[];
    readonly bound: string;
  };
  readonly decisions: string;
  readonly access: readonly string[];
  readonly rights: {
    readonly lead: string;
    readonly always: readonly string[];
    readonly objection: (purposes: string) => string;
    readonly noObjection: string;
    readonly portability: (purposes: string) => string;
    readonly noPortability: string;
    readonly consent: (purposes: string) => string;
    readonly noConsent: string;
    readonly complaint: string;
    readonly how: (officer: number) => string;
    readonly when: string;
    readonly refused: string;
    readonly recipientsTold: string;
    readonly authority: string;
  };
  readonly giving: { readonly voluntary: string; readonly otherWay: string };
}
