import type { Purpose, Role } from '../../access/index.js';
import type { MissingFact } from '../notice/missing-facts.js';
import type { NoticeFacts } from '../notice/notice-facts.js';

/** A processor with its undertaking of confidentiality (GDPR art. 28(3)(b)). */
export interface RecordedProcessor {
  readonly name: string;
  readonly task: string;
  readonly country: string;
  readonly undertakingReference: string;
  /** `YYYY-MM-DD`. */
  readonly undertakingOn: string;
  readonly subProcessors: readonly { readonly name: string; readonly task: string; readonly country: string }[];
}

/** A source with what its maintainer has shown of its own copies. */
export interface RecordedSource {
  readonly name: string;
  readonly copyDeleted: { readonly throughOn: string; readonly reference: string } | null;
}

/** What the record of processing and the impact assessment are made of: the notice's own facts, and what only supervisors read. */
export interface RecordFacts {
  readonly notice: NoticeFacts;
  /** What of the notice is not settled. */
  readonly missing: readonly MissingFact[];
  readonly processors: readonly RecordedProcessor[];
  readonly sources: readonly RecordedSource[];
  /** What each role may be granted to listen for. */
  readonly roles: readonly { readonly role: Role; readonly purposes: readonly Purpose[] }[];
  readonly access: {
    readonly grantMonths: number;
    readonly recertificationMonths: number;
  };
  /** How much there is: recordings kept today, and playbacks of the last year by purpose. */
  readonly recordingsKept: number;
  readonly playbacks: readonly { readonly purpose: Purpose; readonly count: number }[];
}
