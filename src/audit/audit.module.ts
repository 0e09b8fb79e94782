import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditTexts } from './audit-texts.js';
import { AuditTrail } from './audit-trail.js';
import { ListEvents } from './list-events.js';

@Module({
  controllers: [AuditController],
  providers: [AuditTexts, AuditTrail, ListEvents],
  exports: [AuditTrail],
})
export class AuditModule {}
