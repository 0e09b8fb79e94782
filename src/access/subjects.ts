import type { ForcedSubject, MongoAbility } from '@casl/ability';
import type { Purpose } from './purposes.js';
import type { Role } from './roles.js';

/** The facts of a recording that rules depend on; the columns behind them are NOT NULL. */
export interface RecordingFacts {
  readonly queue: string;
  readonly unit: string;
  /** Staff id, or the id of nobody. */
  readonly agentId: string;
  /** Last day by the ordinary rule, `YYYY-MM-DD`. */
  readonly ordinaryDueOn: string;
  /** Last day, holds included, `YYYY-MM-DD`. */
  readonly dueOn: string;
  /** Purposes of the active holds. */
  readonly holdPurposes: readonly Purpose[];
  /** Under GDPR art. 18. */
  readonly restricted: boolean;
}

/** The facts of a grant that rules depend on. */
export interface GrantSubject {
  readonly staffId: string;
  readonly role: Role;
}

/** The facts of a logged act that rules depend on: who did it, and whom it concerned; an empty text for nobody. */
export interface ActFacts {
  readonly actorId: string;
  readonly concernsStaffId: string;
}

/** The facts of a finding that rules depend on. */
export interface FindingFacts {
  readonly ownerId: string;
  /** Who did what was found. */
  readonly actorId: string;
}

/** Personal fields that are masked until they are revealed one by one. */
export const REVEALABLE_FIELDS = ['name', 'phone', 'email', 'organisation', 'personalIdentityCode', 'note'] as const;
export type RevealableField = (typeof REVEALABLE_FIELDS)[number];

type Subject<Name extends string, Facts = object> = Name | (Facts & ForcedSubject<Name>);

/** Everything that can be asked of the rules: a verb and the kind of thing it is done to. */
export type AppAbilities =
  | ['list' | 'read' | 'play' | 'reveal' | 'set-ticket' | 'search-by-code', Subject<'Recording', RecordingFacts>]
  | ['ingest', Subject<'Recording', RecordingFacts>]
  | ['list' | 'create' | 'revoke', Subject<'Grant', GrantSubject>]
  | ['list' | 'read' | 'create' | 'enrol' | 'deactivate', Subject<'Staff'>]
  | ['list' | 'create' | 'revoke', Subject<'ServiceAccount'>]
  | ['list' | 'change', Subject<'Source'>]
  | ['list' | 'read' | 'export' | 'review', Subject<'AuditEvent', ActFacts>]
  | ['follow', Subject<'AuditLog'>]
  | ['list' | 'clear', Subject<'AuditAlarm'>]
  | ['list' | 'read' | 'open' | 'close', Subject<'ReviewRound'>]
  | ['list' | 'settle', Subject<'Finding', FindingFacts>]
  | ['list' | 'close' | 'reopen', Subject<'ComplaintCase'>]
  | ['read', Subject<'Retention'>];

export type AppAbility = MongoAbility<AppAbilities>;

/** The same vocabulary at run time: a route that declares anything else stops the start. */
export const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  Recording: ['list', 'read', 'play', 'reveal', 'set-ticket', 'search-by-code', 'ingest'],
  Grant: ['list', 'create', 'revoke'],
  Staff: ['list', 'read', 'create', 'enrol', 'deactivate'],
  ServiceAccount: ['list', 'create', 'revoke'],
  Source: ['list', 'change'],
  AuditEvent: ['list', 'read', 'export', 'review'],
  AuditLog: ['follow'],
  AuditAlarm: ['list', 'clear'],
  ReviewRound: ['list', 'read', 'open', 'close'],
  Finding: ['list', 'settle'],
  ComplaintCase: ['list', 'close', 'reopen'],
  Retention: ['read'],
};
