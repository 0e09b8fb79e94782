import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { Notices } from '../../platform/notify/index.js';
import { THE_SYSTEM } from '../event.js';
import type { Damage } from '../integration/log-damaged.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { AuditAlarm } from './audit-alarm.entity.js';
import { LogGate } from './log-gate.js';

/** Something in the log that is not as it was written, and where. */
export interface Found {
  readonly kind: Damage;
  readonly eventId: string | null;
  readonly leafIndex: number | null;
}

/** Raises alarms and keeps playback closed while one is latched, also when its row is taken away. */
@Injectable()
export class Alarms {
  readonly #unwritten: Found[] = [];
  readonly #latched = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly gate: LogGate,
    private readonly notices: Notices,
  ) {}

  /** Closes playback here at once; the other instances follow when they {@link settle}. */
  async raise(...found: readonly Found[]): Promise<void> {
    if (found.length === 0) return;
    this.gate.close('alarm');
    this.#unwritten.push(...found);
    // A crash here leaves no alarm; what caused it is found again by the rolling check or the nightly verification.
    await this.settle();
  }

  /** Writes what has not been written yet, and opens or closes playback by what is latched in the database. */
  async settle(): Promise<void> {
    for (let found = this.#unwritten[0]; found; found = this.#unwritten[0]) {
      await this.#write(found);
      this.#unwritten.shift();
    }
    await this.#forgetCleared();
    if (this.#latched.size > 0) this.gate.close('alarm');
    else this.gate.open('alarm');
  }

  /** One alarm for one place: what an auditor has cleared with a reason does not ring again. */
  async #write({ kind, eventId, leafIndex }: Found): Promise<void> {
    await this.database.transaction(async em => {
      await em.execute('lock table audit_alarm in share row exclusive mode');
      if ((await em.count(AuditAlarm, { kind, eventId, leafIndex })) > 0) return;
      const at = this.clock.now();
      const alarm = { id: newId(at), kind, raisedAt: at, eventId, leafIndex, clearedAt: null, clearedBy: null };
      await em.insert(AuditAlarm, alarm);
      await this.#record(em, alarm);
      await this.notices.tell(em, { kind: 'log-damaged', state: 'raised', reason: kind }, alarm.id);
    });
  }

  async #record(em: EntityManager, { id, kind, eventId, leafIndex }: Found & { readonly id: string }): Promise<void> {
    await this.trail.record(em, {
      action: 'log.alarm-raised',
      outcome: 'failed',
      reason: kind,
      actor: THE_SYSTEM,
      object: { kind: 'audit-alarm', id },
      facts: { eventId, leafIndex },
    });
  }

  async #forgetCleared(): Promise<void> {
    const rows = await this.database.query<{ id: string; cleared: boolean }>(LATCHED, [[...this.#latched]]);
    for (const { id, cleared } of rows) {
      if (cleared) this.#latched.delete(id);
      else this.#latched.add(id);
    }
  }
}

/** What is latched, and what has become of those that were. */
const LATCHED: Statement = {
  name: 'log-alarms-latched',
  text: `
    select id, cleared_at is not null as cleared from audit_alarm
    where cleared_at is null or id = any($1::uuid[])`,
};
