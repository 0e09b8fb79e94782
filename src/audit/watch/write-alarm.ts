import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Notices } from '../../platform/notify/index.js';
import { THE_SYSTEM } from '../event.js';
import { AuditTrail } from '../trail/audit-trail.js';
import type { Found } from './found.js';
import { AuditAlarm } from './audit-alarm.entity.js';
import { LatchedAlarms } from './latched-alarms.js';

/** Writes an alarm down, with its event and word to whoever is told of it. */
@Injectable()
export class WriteAlarm {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly notices: Notices,
    private readonly latched: LatchedAlarms,
  ) {}

  /** One alarm for one place: what an auditor has cleared with a reason does not ring again. */
  async execute(found: Found): Promise<void> {
    await this.database.transaction(async em => {
      await em.execute('lock table audit_alarm in share row exclusive mode');
      if (await this.latched.has(em, found)) return;
      const { kind, eventId, leafIndex, finding = null } = found;
      const at = this.clock.now();
      const cleared = { clearedAt: null, clearedBy: null, clearance: null };
      const alarm = { id: newId(at), kind, raisedAt: at, eventId, leafIndex, finding, ...cleared };
      await em.insert(AuditAlarm, alarm);
      await this.#record(em, alarm.id, found);
      await this.notices.tell(em, { kind: 'log-damaged', state: 'raised', reason: kind }, alarm.id);
    });
  }

  async #record(em: EntityManager, id: string, { kind, eventId, leafIndex, finding }: Found): Promise<void> {
    await this.trail.record(em, {
      action: 'log.alarm-raised',
      outcome: 'failed',
      reason: kind,
      actor: THE_SYSTEM,
      object: { kind: 'audit-alarm', id },
      facts: { eventId, leafIndex, ...(finding === undefined ? {} : { finding }) },
    });
  }
}
