import { Migrator } from '@mikro-orm/migrations';
import { defineConfig } from '@mikro-orm/postgresql';
import { MIGRATIONS } from '../migrations/index.js';
import { Grant, GrantProposal, GrantTemplate, UndertakingAcknowledgement, UndertakingVersion } from './access/index.js';
import {
  AuditAlarm,
  AuditCopy,
  AuditEvent,
  AuditHead,
  AuditLeaf,
  AuditMonth,
  AuditPending,
  AuditRetention,
  AuditText,
  AuditTile,
  AuditVerification,
  Finding,
  LogStream,
  ReviewItem,
  ReviewMark,
  ReviewRound,
} from './audit/index.js';
import {
  Credential,
  Enrolment,
  Passkey,
  RecoveryCode,
  SecondFactorChallenge,
  ServiceAccount,
  Session,
  SignInThrottle,
  Staff,
} from './identity/index.js';
import { ExternalIdentity, OpenIdTransaction, SeenIdentity } from './identity/index.js';
import { DirectoryGroup, DirectoryGroupMember, DirectoryUser } from './access/index.js';
import { AccessReview, AccessReviewItem, DutyBatch, DutyChange, GrantSuspension } from './access/index.js';
import { CampaignMember, ReviewCampaign } from './access/index.js';
import { ServiceToken } from './identity/index.js';
import { BOUNDED_CONNECTIONS } from './platform/database/bounded-client.js';
import { wayTo } from './platform/database/connection.js';
import { BlobDeletion } from './platform/blobs/blob-deletion.entity.js';
import { KnownKeyRing } from './platform/crypto/known-key-ring.entity.js';
import { DueDay } from './platform/crypto/due-day.entity.js';
import { Notice } from './platform/notify/notice.entity.js';
import { LongWorkRow } from './platform/work/index.js';
import {
  AgentName,
  Arrival,
  ArrivalChange,
  ArrivalDay,
  ArrivalGap,
  ArrivalHour,
  ArrivalTally,
  ComplaintCase,
  Contact,
  DestroyedItem,
  IngestAlarm,
  Party,
  PartyCorrection,
  PartyIndex,
  Playback,
  PurposeBlock,
  QuarantinedItem,
  Recording,
  RecordingWaveform,
  Restriction,
  RetentionRuleVersion,
  Source,
  SupplementaryStatement,
  Tombstone,
  TrainingCopy,
  TrainingCopyRequest,
} from './recordings/index.js';
import { DeletionCertificate, Hold, HoldReview, PurgeRun } from './retention/index.js';
import { CallerMark, CallNote, Dossier, DossierFile, SampledCall, WeeklySample } from './recordings/index.js';
import {
  CaseRecording,
  Claim,
  Delivery,
  CaseDocument,
  Effect,
  JournalEntry,
  Listening,
  MailboxReminder,
  MailboxTest,
  PersonSearch,
  RecipientNotice,
  Redaction,
  RightsCase,
  SaidReminder,
  Stop,
} from './rights/index.js';
import {
  GoingLiveDecision,
  GoingLiveFinding,
  Incident,
  IncidentListing,
  IncidentPerson,
  NoticeVersion,
  Processor,
  PromiseCheck,
  PromiseIncident,
  StudyCell,
  StudyDay,
} from './register/index.js';
import { AnnouncementText, SavedSearch } from './recordings/index.js';
import { AwaitedAudio, InboxClaim, InboxDocument, Upload, UploadPart } from './recordings/index.js';
import { Erasure, ErasureUnit } from './retention/index.js';
import { ClockSighting, PurgeBrake, StrayKey } from './retention/index.js';
import { Departure, ReconciliationFinding, ReconciliationRun, UnitCheck } from './retention/index.js';

const PLATFORM = [BlobDeletion, DueDay, KnownKeyRing, LongWorkRow, Notice];
const AUDIT = [
  ...[AuditEvent, AuditLeaf, AuditPending, AuditTile, AuditHead, AuditMonth, AuditText, AuditRetention],
  ...[AuditAlarm, AuditCopy, AuditVerification, LogStream],
  ...[Finding, ReviewItem, ReviewMark, ReviewRound],
];
const IDENTITY = [
  ...[Credential, Enrolment, ServiceAccount, Session, SignInThrottle, Staff],
  ...[Passkey, RecoveryCode, SecondFactorChallenge],
];
const OPENID = [ExternalIdentity, OpenIdTransaction, SeenIdentity];
const ACCESS = [Grant, GrantProposal, GrantTemplate, UndertakingAcknowledgement, UndertakingVersion];
const MACHINES = [ServiceToken, DirectoryUser, DirectoryGroup, DirectoryGroupMember];
const DUTIES = [AccessReview, AccessReviewItem, CampaignMember, DutyBatch, DutyChange, GrantSuspension, ReviewCampaign];
const RECORDINGS = [Arrival, ComplaintCase, Contact, Party, PartyIndex, Playback, QuarantinedItem, Recording, Source];
const AUDIO = [RecordingWaveform];
const SEARCHING = [SavedSearch];
const REGISTER = [
  ...[AnnouncementText, NoticeVersion, Processor, Incident, IncidentListing, IncidentPerson],
  ...[GoingLiveDecision, GoingLiveFinding, PromiseCheck, PromiseIncident],
];
const STUDIES = [CallerMark, StudyCell, StudyDay];
const COMPLETENESS = [ArrivalChange, ArrivalDay, ArrivalGap, ArrivalHour, ArrivalTally, IngestAlarm];
const CHANNELS = [AwaitedAudio, InboxClaim, InboxDocument, Upload, UploadPart];
const SORTING_OUT = [AgentName, DestroyedItem];
const SAMPLES = [CallNote, SampledCall, WeeklySample];
const ERASING = [Erasure, ErasureUnit, RetentionRuleVersion, Tombstone, TrainingCopy, TrainingCopyRequest];
const RIGHTS = [
  ...[Dossier, DossierFile, RightsCase, Claim, Stop, JournalEntry, PersonSearch, CaseRecording],
  ...[Redaction, Listening, CaseDocument, Delivery],
  ...[Effect, PartyCorrection, PurposeBlock, RecipientNotice, Restriction, SupplementaryStatement],
  ...[SaidReminder, MailboxTest, MailboxReminder],
];
const RETENTION = [DeletionCertificate, Hold, HoldReview, PurgeRun];
const PURGING = [ClockSighting, PurgeBrake, StrayKey];
const RECONCILING = [Departure, ReconciliationFinding, ReconciliationRun, UnitCheck];

/** What the schema of today is made of. */
export const MIGRATION_NAMES: readonly string[] = MIGRATIONS.map(({ name }) => name);

/**
 * How MikroORM reaches the database at `url`: every session commits durably, in UTC, and every wait in it has an end.
 * @param poolSize how many connections at most
 */
export function ormOptions(url: string, poolSize: number) {
  return defineConfig({
    clientUrl: url,
    entities: [
      ...PLATFORM,
      ...AUDIT,
      ...IDENTITY,
      ...OPENID,
      ...ACCESS,
      ...MACHINES,
      ...DUTIES,
      ...RECORDINGS,
      ...AUDIO,
      ...SEARCHING,
      ...CHANNELS,
      ...COMPLETENESS,
      ...SORTING_OUT,
      ...SAMPLES,
      ...ERASING,
      ...RETENTION,
      ...PURGING,
      ...RECONCILING,
      ...RIGHTS,
      ...REGISTER,
      ...STUDIES,
    ],
    extensions: [Migrator],
    migrations: { migrationsList: MIGRATIONS, snapshot: false, transactional: true, allOrNothing: false },
    pool: { min: 0, max: poolSize },
    driverOptions: { ...wayTo(url), ...BOUNDED_CONNECTIONS },
    forceUtcTimezone: true,
    debug: false,
    // MikroORM prints queries with their values at some levels: nothing of it may reach a log.
    logger: () => undefined,
  });
}

export default ormOptions;
