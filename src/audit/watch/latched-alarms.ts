import { Injectable } from '@nestjs/common';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { AlarmClearances, type AlarmRow } from './alarm-clearances.js';
import type { Found } from './found.js';
import { AuditAlarm } from './audit-alarm.entity.js';

/** Ids of alarms. */
export interface AlarmsNow {
  readonly latched: readonly string[];
  readonly cleared: ReadonlySet<string>;
}

/** Tells which alarms are latched: each whose clearing nobody has proven. */
@Injectable()
export class LatchedAlarms {
  /** Cleared ones, which are not looked at again each second. */
  readonly #cleared = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly clearances: AlarmClearances,
  ) {}

  async read(): Promise<AlarmsNow> {
    const rows = await this.database.query<AlarmRow>(ALARMS, [[...this.#cleared]]);
    const latched: string[] = [];
    for (const row of rows) {
      if (await this.clearances.isCleared(row)) this.#cleared.add(row.id);
      else latched.push(row.id);
    }
    return { latched, cleared: this.#cleared };
  }

  /** Whether there is an alarm for this place. Where it was cleared, it must say so here and now: rows are moved as easily as written. */
  async has(em: EntityManager, { kind, eventId, leafIndex, finding }: Found): Promise<boolean> {
    const alarms = await em.find(AuditAlarm, { kind, eventId, leafIndex, finding: finding ?? null });
    for (const alarm of alarms) if (!(await this.clearances.isCleared(alarm))) this.#cleared.delete(alarm.id);
    return alarms.length > 0;
  }
}

const ALARMS: Statement = {
  name: 'log-alarms',
  text: `
    select id, kind, raised_at as "raisedAt", event_id as "eventId", leaf_index as "leafIndex", finding,
      cleared_at as "clearedAt", cleared_by as "clearedBy", clearance
    from audit_alarm where id <> all($1::uuid[])`,
};
