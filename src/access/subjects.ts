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
  /** The first day on which one of those holds ends: through it all of them count, after it none before they are counted anew. */
  readonly heldThroughOn: string;
  /** Under GDPR art. 18. */
  readonly restricted: boolean;
  /** The last day of an exception from the restriction (art. 18(2)), `YYYY-MM-DD`; {@link NO_EXCEPTION} where there is none. */
  readonly exceptedThroughOn: string;
  /** Purposes that a person in it has objected to, or withdrawn consent for (arts. 21 and 7(3)). */
  readonly blockedPurposes: readonly Purpose[];
}

/** The day that stands for no exception from a restriction: before every recording. */
export const NO_EXCEPTION = '1970-01-01';

/** Why a recording is kept past its ordinary last day (domain.md §2). */
export const HOLD_KINDS = ['complaint', 'training', 'rights-request'] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** The facts of something that waits to be sorted out; empty texts where nobody knows yet. */
export interface QuarantinedFacts {
  readonly queue: string;
  readonly unit: string;
}

/** The facts of a week's sample of calls. */
export interface WeeklySampleFacts {
  readonly queue: string;
}

/** The facts of figures of calls; empty texts where they are not told by queue or unit. */
export interface StudyFacts {
  readonly queue: string;
  readonly unit: string;
}

/** The facts of a note on a call: its people, and those of the call that it goes with. */
export interface CallNoteFacts extends Pick<
  RecordingFacts,
  'agentId' | 'ordinaryDueOn' | 'dueOn' | 'restricted' | 'blockedPurposes'
> {
  readonly writtenBy: string;
}

/** The facts of something that one person asks for a call and another decides: a hold, a training copy, an erasure. */
export interface AskedForCallFacts {
  readonly queue: string;
  readonly unit: string;
  /** Who took the call: a staff id, or the id of nobody. */
  readonly agentId: string;
  readonly requestedBy: string;
}

/** The facts of a request of a data subject; empty texts for nobody. */
export interface RightsCaseFacts {
  /** The member of staff whom the case is about. */
  readonly subjectStaffId: string;
  /** Who prepared what waits for a second person. */
  readonly preparedBy: string;
}

/** The facts of a personal data breach (GDPR art. 33). */
export interface IncidentFacts {
  /** Who said that the authority is not told: a staff id, or the id of nobody. */
  readonly preparedBy: string;
  /** The members of staff whose acts it is about. */
  readonly staffIds: readonly string[];
}

/** The facts of something about the whole installation that one person proposes and another decides. */
export interface ProposedFacts {
  readonly proposedBy: string;
}

/** The facts of a promise of the notice that was found not to hold, and of what came of it. */
export interface PromiseIncidentFacts {
  readonly ownerId: string;
}

/** The facts of an open finding of the notice or of going live; an empty text while nobody has decided it. */
export interface GoingLiveFacts {
  readonly decidedBy: string;
}

/** The facts of a grant that rules depend on. */
export interface GrantSubject {
  readonly staffId: string;
  readonly role: Role;
}

/** The facts of a proposed grant, or of a proposed revocation. */
export interface GrantProposalFacts {
  readonly staffId: string;
  readonly proposedBy: string;
  /** Without whom it would not be there, where a machine proposed it. */
  readonly broughtAboutBy: readonly string[];
}

/** The facts of an enrolment or a recovery that waits for its second person. */
export interface EnrolmentFacts {
  readonly staffId: string;
  readonly createdBy: string;
}

/** The facts of an identity of another provider that is linked, or to be linked, to a person. */
export interface ExternalIdentityFacts {
  readonly staffId: string;
  readonly proposedBy: string;
}

/** The facts of an access review, for one of the grants that it is about. */
export interface AccessReviewFacts {
  /** Whose access it is. */
  readonly staffId: string;
  /** The named reviewer and the deputies. */
  readonly reviewerIds: readonly string[];
  readonly escalated: boolean;
  /** Who gave the grant that is decided on; an empty text for nobody. */
  readonly grantedBy: string;
}

/** The facts of changes of duties that wait together. */
export interface DutyBatchFacts {
  /** Whose duties they change. */
  readonly staffIds: readonly string[];
  /** Who entered the first of them: a staff id, or a service account's id. */
  readonly enteredBy: string;
}

/** What is decided on one grant in an access review. */
export const REVIEW_DECISIONS = ['keep', 'narrow', 'revoke'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

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
  | ['hold' | 'copy-for-training' | 'erase', Subject<'Recording', RecordingFacts>]
  | ['sample' | 'note', Subject<'Recording', RecordingFacts>]
  | ['ingest', Subject<'Recording', RecordingFacts>]
  | ['list' | 'read', Subject<'WeeklySample', WeeklySampleFacts>]
  | ['list' | 'read', Subject<'CallNote', CallNoteFacts>]
  | ['list' | 'decide' | 'extend' | 'review' | 'release', Subject<'Hold', AskedForCallFacts>]
  | ['list' | 'decide' | 'release', Subject<'TrainingCopy', AskedForCallFacts>]
  | ['list' | 'decide' | 'withdraw', Subject<'Erasure', AskedForCallFacts>]
  | ['list' | 'propose' | 'decide', Subject<'RetentionRule', ProposedFacts>]
  | ['propose-release' | 'release', Subject<'PurgeBrake', ProposedFacts>]
  | ['list' | 'propose' | 'decide', Subject<'Departure', ProposedFacts>]
  | ['read' | 'propose' | 'decide', Subject<'Notice', ProposedFacts>]
  | ['read', Subject<'ProcessingRecord'>]
  | ['list' | 'read' | 'register' | 'handle' | 'reveal' | 'confirm' | 'export', Subject<'Incident', IncidentFacts>]
  | ['list' | 'change', Subject<'Processor'>]
  | ['read' | 'check', Subject<'Promise'>]
  | ['list' | 'answer' | 'hand-over' | 'settle', Subject<'PromiseIncident', PromiseIncidentFacts>]
  | ['list' | 'assign' | 'decide' | 'confirm', Subject<'GoingLiveFinding', GoingLiveFacts>]
  | ['list' | 'create' | 'revoke', Subject<'Grant', GrantSubject>]
  | ['list' | 'withdraw' | 'decide', Subject<'GrantProposal', GrantProposalFacts>]
  | ['list' | 'change', Subject<'GrantTemplate'>]
  | ['list' | 'publish' | 'import', Subject<'Undertaking', { readonly staffId: string }>]
  | ['list' | 'enter', Subject<'DutyChange', { readonly staffId: string }>]
  | ['list' | 'decide', Subject<'DutyBatch', DutyBatchFacts>]
  | ['list' | 'decide' | 'reassign', Subject<'AccessReview', AccessReviewFacts>]
  | ['list' | 'open', Subject<'ReviewCampaign'>]
  | ['read', Subject<'AccessReport'>]
  | [
      'list' | 'read' | 'create' | 'change' | 'enrol' | 'deactivate' | 'reactivate',
      Subject<'Staff', { readonly staffId: string }>,
    ]
  | ['list' | 'end', Subject<'Session', { readonly staffId: string }>]
  | ['confirm', Subject<'Enrolment', EnrolmentFacts>]
  | ['list' | 'link' | 'confirm' | 'unlink', Subject<'ExternalIdentity', ExternalIdentityFacts>]
  | ['list' | 'create' | 'rotate' | 'revoke', Subject<'ServiceAccount'>]
  | ['list' | 'map', Subject<'DirectoryGroup'>]
  | ['provision', Subject<'Directory'>]
  | ['read', Subject<'Metrics'>]
  | ['list' | 'change', Subject<'Source'>]
  | ['list' | 'map', Subject<'AgentName'>]
  | ['list' | 'read' | 'sort-out', Subject<'QuarantinedItem', QuarantinedFacts>]
  | ['read' | 'explain', Subject<'Completeness'>]
  | ['read', Subject<'ServiceLevelStudy', StudyFacts>]
  | ['list' | 'read' | 'export' | 'review', Subject<'AuditEvent', ActFacts>]
  | ['follow', Subject<'AuditLog'>]
  | ['list' | 'clear', Subject<'AuditAlarm'>]
  | ['list' | 'read' | 'open' | 'close', Subject<'ReviewRound'>]
  | ['list' | 'settle', Subject<'Finding', FindingFacts>]
  | ['list' | 'close' | 'reopen', Subject<'ComplaintCase'>]
  | ['register' | 'list' | 'read' | 'handle' | 'confirm' | 'export', Subject<'RightsCase', RightsCaseFacts>]
  | ['read', Subject<'Retention'>];

export type AppAbility = MongoAbility<AppAbilities>;

/** The same vocabulary at run time: a route that declares anything else stops the start. */
export const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  Recording: [
    ...['list', 'read', 'play', 'reveal', 'set-ticket', 'search-by-code'],
    ...['hold', 'copy-for-training', 'erase', 'sample', 'note', 'ingest'],
  ],
  WeeklySample: ['list', 'read'],
  CallNote: ['list', 'read'],
  Hold: ['list', 'decide', 'extend', 'review', 'release'],
  RightsCase: ['register', 'list', 'read', 'handle', 'confirm', 'export'],
  TrainingCopy: ['list', 'decide', 'release'],
  Erasure: ['list', 'decide', 'withdraw'],
  RetentionRule: ['list', 'propose', 'decide'],
  PurgeBrake: ['propose-release', 'release'],
  Departure: ['list', 'propose', 'decide'],
  Notice: ['read', 'propose', 'decide'],
  ProcessingRecord: ['read'],
  Incident: ['list', 'read', 'register', 'handle', 'reveal', 'confirm', 'export'],
  Processor: ['list', 'change'],
  Promise: ['read', 'check'],
  PromiseIncident: ['list', 'answer', 'hand-over', 'settle'],
  GoingLiveFinding: ['list', 'assign', 'decide', 'confirm'],
  Grant: ['list', 'create', 'revoke'],
  GrantProposal: ['list', 'withdraw', 'decide'],
  GrantTemplate: ['list', 'change'],
  Undertaking: ['list', 'publish', 'import'],
  DutyChange: ['list', 'enter'],
  DutyBatch: ['list', 'decide'],
  AccessReview: ['list', 'decide', 'reassign'],
  ReviewCampaign: ['list', 'open'],
  AccessReport: ['read'],
  Staff: ['list', 'read', 'create', 'change', 'enrol', 'deactivate', 'reactivate'],
  Session: ['list', 'end'],
  Enrolment: ['confirm'],
  ExternalIdentity: ['list', 'link', 'confirm', 'unlink'],
  ServiceAccount: ['list', 'create', 'rotate', 'revoke'],
  DirectoryGroup: ['list', 'map'],
  Directory: ['provision'],
  Metrics: ['read'],
  Source: ['list', 'change'],
  AgentName: ['list', 'map'],
  QuarantinedItem: ['list', 'read', 'sort-out'],
  Completeness: ['read', 'explain'],
  ServiceLevelStudy: ['read'],
  AuditEvent: ['list', 'read', 'export', 'review'],
  AuditLog: ['follow'],
  AuditAlarm: ['list', 'clear'],
  ReviewRound: ['list', 'read', 'open', 'close'],
  Finding: ['list', 'settle'],
  ComplaintCase: ['list', 'close', 'reopen'],
  Retention: ['read'],
};
