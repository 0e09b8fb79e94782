import type { Purpose } from '../../access/index.js';
import type { RetentionRule } from '../../kernel/retention-rule.js';
import type { Article9Condition, ContactSettings } from '../../platform/config/index.js';
import type { LegalBasis } from '../../rights/index.js';

/** A purpose of the register with what carries it; null where nobody has settled it. */
export interface PurposeFacts {
  readonly purpose: Purpose;
  readonly basis: LegalBasis | null;
  readonly condition: Article9Condition | null;
  /** Whether each use must name its ticket, development item or case. */
  readonly needsReference: boolean;
}

/** Who processes for the controller, as the notice names them: undertakings are in the record of processing. */
export interface ProcessorFacts {
  readonly name: string;
  readonly task: string;
  readonly country: string;
  readonly subProcessors: readonly { readonly name: string; readonly task: string; readonly country: string }[];
}

/** A source, and the copy that it keeps itself; null where its maintainer has not stated it. */
export interface SourceFacts {
  readonly name: string;
  readonly keepsIdentityCodes: boolean;
  readonly keepsDays: number | null;
  readonly ownCopy: { readonly place: string; readonly country: string } | null;
}

/** What callers are told at the start of a call; `text` is null while nobody has said what the announcement says. */
export interface AnnouncementFacts {
  readonly version: string;
  readonly language: string;
  readonly saidBy: 'system' | 'agent';
  readonly text: string | null;
}

/**
 * Everything that the notice says and that may be otherwise in another register, or on another day: from settings and from the rules
 * in force. What is not here is in the closed lists of the code, or is not said. A JSON value: a version of the notice keeps it.
 */
export interface NoticeFacts {
  readonly controller: ContactSettings | null;
  readonly dataProtectionOfficer: ContactSettings | null;
  /** How to reach the supervisory authority. */
  readonly authority: readonly string[] | null;
  readonly retention: { readonly rule: RetentionRule; readonly clause: string };
  /** In days: while a decision is awaited, of one hold, of all after the ordinary last day, and after a request was closed. */
  readonly holds: {
    readonly provisionalDays: number;
    readonly mostDays: number;
    readonly longestDays: number;
    readonly afterCaseDays: number;
  };
  /** The longest that a copy for training is kept. */
  readonly trainingCopyDays: number;
  /** For how long a recording waits to be sorted out. */
  readonly waitingDays: number;
  /** For how many days a copy of a key may outlive the key, as certificates count it. */
  readonly keyCopiesDays: number;
  readonly logKeptMonths: number;
  readonly caseKeptMonths: number;
  readonly purposes: readonly PurposeFacts[];
  /** Groups of data subjects (§8). */
  readonly categories: readonly string[];
  readonly sources: readonly SourceFacts[];
  readonly stores: readonly { readonly store: string; readonly country: string | null }[];
  /** Who outside takes part by a setting: identity provider, mail, alarms. */
  readonly outsideParties: readonly { readonly party: string; readonly country: string }[];
  readonly processors: readonly ProcessorFacts[];
  readonly announcements: readonly AnnouncementFacts[];
  /** How to reach the service desk without being recorded; none where no such way is told. */
  readonly unrecordedContact: readonly string[];
}
