import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditTexts } from './audit-texts.js';
import { CheckContinuation } from './copy/check-continuation.js';
import { ContinuationGuard } from './copy/continuation-guard.js';
import { CopyLog } from './copy/copy-log.js';
import { CopyJob } from './copy/copy.job.js';
import { ExportLog } from './copy/export-log.js';
import { LogSource } from './copy/log-source.js';
import { openOutsideLog } from './copy/open-outside-log.js';
import { OutsideLog } from './copy/outside-log.js';
import { Clock } from '../kernel/clock.js';
import { Config } from '../platform/config/index.js';
import { IntegrateEvents } from './integration/integrate-events.js';
import { IntegrationJob } from './integration/integration.job.js';
import { KeysOnRecord } from './integration/keys-on-record.js';
import { LogHead } from './integration/log-head.js';
import { LogKeys } from './integration/log-keys.js';
import { LogTiles } from './integration/log-tiles.js';
import { AuditTrail } from './trail/audit-trail.js';
import { LogGate } from './watch/log-gate.js';
import { PruneLog } from './own-retention/prune-log.js';
import { PruneLogJob } from './own-retention/prune-log.job.js';
import { NightlyVerification } from './watch/nightly-verification.job.js';
import { VerificationReference } from './watch/verification-reference.js';
import { VerifyLog } from './watch/verify-log.js';
import { AcceptRestore } from './restore/accept-restore.js';
import { ImportLog } from './restore/import-log.js';
import { VerifiedCopy } from './restore/verified-copy.js';
import { Replays } from './restore/replays.js';
import { AlarmsController } from './serving/alarms.controller.js';
import { EventProofController } from './serving/event-proof.controller.js';
import { FollowLog } from './serving/follow-log.js';
import { LogCounts } from './serving/log-counts.js';
import { LogEntries } from './serving/log-entries.js';
import { NoteFollower } from './serving/note-follower.js';
import { LogController } from './serving/log.controller.js';
import { EventPlaces } from './serving/event-places.js';
import { ProveEvent } from './serving/prove-event.js';
import { ProveEvents } from './serving/prove-events.js';
import { RecordingUses } from './recording-uses.js';
import { UsesInQuestion } from './uses-in-question.js';
import { ViewLog } from './serving/view-log.js';
import { AlarmClearances } from './watch/alarm-clearances.js';
import { Alarms } from './watch/alarms.js';
import { CheckHead } from './watch/check-head.js';
import { CheckNextTile } from './watch/check-next-tile.js';
import { CheckOwnEvents } from './watch/check-own-events.js';
import { ClearAlarm } from './watch/clear-alarm.js';
import { LatchedAlarms } from './watch/latched-alarms.js';
import { RecomputeLog } from './watch/recompute-log.js';
import { ReinstateAlarms } from './watch/reinstate-alarms.js';
import { SelfAudit } from './watch/self-audit.js';
import { SelfAuditJob } from './watch/self-audit.job.js';
import { Verifications } from './watch/verifications.js';
import { WriteAlarm } from './watch/write-alarm.js';
import { OwnEvents } from './watch/own-events.js';
import { PrepareMonths } from './prepare-months.job.js';
import { CountUses } from './count-uses.js';
import { ListEvents } from './list-events.js';
import { LastVerification } from './standing/last-verification.js';
import { LogLag } from './standing/log-lag.js';
import { RecordedFacts } from './standing/recorded-facts.js';
import { MoveStream } from './stream/move-stream.js';
import { StreamJob } from './stream/stream.job.js';
import { StreamLag } from './stream/stream-lag.js';
import { StreamLog } from './stream/stream-log.js';
import { UseStanding } from './standing/use-standing.js';

const TRAIL = [AuditTexts, AuditTrail, CountUses, ListEvents, OwnEvents, PrepareMonths, RecordingUses, UsesInQuestion];
const INTEGRATION = [IntegrateEvents, IntegrationJob, KeysOnRecord, LogHead, LogKeys, LogTiles];
const SERVING = [EventPlaces, FollowLog, LogCounts, LogEntries, NoteFollower, ProveEvent, ProveEvents, ViewLog];
const WATCH = [
  AlarmClearances,
  Alarms,
  CheckHead,
  CheckNextTile,
  CheckOwnEvents,
  ClearAlarm,
  LatchedAlarms,
  LogGate,
  NightlyVerification,
  RecomputeLog,
  ReinstateAlarms,
  SelfAudit,
  SelfAuditJob,
  VerificationReference,
  Verifications,
  VerifyLog,
  WriteAlarm,
];
const STANDING = [LastVerification, LogLag, RecordedFacts, UseStanding];
const OUTSIDE_LOG = { provide: OutsideLog, inject: [Config, Clock], useFactory: openOutsideLog };
const COPY = [CheckContinuation, ContinuationGuard, CopyJob, CopyLog, ExportLog, LogSource, OUTSIDE_LOG];
const RESTORE = [AcceptRestore, ImportLog, Replays, VerifiedCopy];
const STREAM = [MoveStream, StreamJob, StreamLag, StreamLog];
const OWN_RETENTION = [PruneLog, PruneLogJob];

/** The access log: how it grows, who follows it, who watches over it, and how it survives its database. */
@Module({
  controllers: [AlarmsController, EventProofController, LogController, AuditController],
  providers: [
    ...TRAIL,
    ...INTEGRATION,
    ...SERVING,
    ...WATCH,
    ...COPY,
    ...RESTORE,
    ...OWN_RETENTION,
    ...STANDING,
    ...STREAM,
  ],
  exports: [
    ...STANDING,
    ...[AuditTexts, AuditTrail, CountUses, EventPlaces, IntegrateEvents, LogGate, LogHead],
    ...[AcceptRestore, ContinuationGuard, ExportLog, ProveEvents, RecordingUses, Replays, UsesInQuestion],
    ...[MoveStream, StreamLag],
  ],
})
export class AuditModule {}
