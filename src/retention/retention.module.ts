import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AuditModule } from '../audit/index.js';
import { RecordingsModule } from '../recordings/index.js';
import { ClockCheck } from './clock-check.js';
import { DeleteBlobs } from './delete-blobs.js';
import { DueDaysToPurge } from './due-days-to-purge.js';
import { PurgeDay } from './purge-day.js';
import { PurgeSteps } from './purge-steps.js';
import { ReclaimDay } from './reclaim-day.js';
import { RetentionController } from './retention.controller.js';
import { RetentionReports } from './retention-reports.js';
import { ReplayPurges } from './replay-purges.js';
import { RunPurges } from './run-purges.js';

@Module({
  imports: [AccessModule, AuditModule, RecordingsModule],
  controllers: [RetentionController],
  providers: [
    ClockCheck,
    DeleteBlobs,
    DueDaysToPurge,
    PurgeDay,
    PurgeSteps,
    ReclaimDay,
    ReplayPurges,
    RetentionReports,
    RunPurges,
  ],
  exports: [DueDaysToPurge, RunPurges],
})
export class RetentionModule {}
