import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditTexts } from './audit-texts.js';
import { IntegrateEvents } from './integration/integrate-events.js';
import { IntegrationJob } from './integration/integration.job.js';
import { LogHead } from './integration/log-head.js';
import { LogKeys } from './integration/log-keys.js';
import { LogTiles } from './integration/log-tiles.js';
import { AuditTrail } from './trail/audit-trail.js';
import { LogGate } from './watch/log-gate.js';
import { OwnEvents } from './watch/own-events.js';
import { ListEvents } from './list-events.js';

@Module({
  controllers: [AuditController],
  providers: [
    IntegrateEvents,
    IntegrationJob,
    LogGate,
    LogHead,
    LogKeys,
    LogTiles,
    OwnEvents,
    AuditTexts,
    AuditTrail,
    ListEvents,
  ],
  exports: [AuditTrail, LogGate],
})
export class AuditModule {}
