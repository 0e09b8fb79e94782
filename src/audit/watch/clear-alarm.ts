import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/core';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { actorOf } from '../actor-of.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { AlarmClearances } from './alarm-clearances.js';
import { Alarms } from './alarms.js';
import { AuditAlarm } from './audit-alarm.entity.js';

/** An auditor has looked into an alarm and answers for opening playback again. */
@Injectable()
export class ClearAlarm {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly alarms: Alarms,
    private readonly clearances: AlarmClearances,
  ) {}

  /** @throws DomainError `not-found`, `alarm-cleared` */
  async execute(id: string, reason: string, requester: Requester): Promise<void> {
    await this.database.transaction(async em => {
      const alarm = await em.findOne(AuditAlarm, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!alarm) throw notFound();
      if (await this.clearances.isCleared(alarm))
        throw new DomainError('conflict', 'alarm-cleared', 'This alarm has been cleared already.');
      alarm.clearedAt = this.clock.now();
      alarm.clearedBy = requester.id;
      alarm.clearance = await this.clearances.sign(alarm);
      await em.flush();
      const object = { kind: 'audit-alarm', id };
      const facts = { kind: alarm.kind, eventId: alarm.eventId ?? null, leafIndex: alarm.leafIndex ?? null };
      await this.trail.record(em, {
        ...{ action: 'log.alarm-cleared', actor: actorOf(requester), object, facts, texts: { reason } },
      });
    });
    await this.alarms.settle();
  }
}
