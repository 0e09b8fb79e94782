import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Notices } from '../../platform/notify/index.js';
import { alarmsToChange, type Cause } from './alarms-to-change.js';
import { FindCauses } from './find-causes.js';
import { IngestAlarm } from './ingest-alarm.entity.js';

/** Raises an alarm once for what is wrong, and clears it when that has ended; people outside are told of both. */
@Injectable()
export class RaiseAlarms {
  constructor(
    private readonly database: Database,
    private readonly findCauses: FindCauses,
    private readonly notices: Notices,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Alarm, event and messages are one transaction: a crash leaves all of them or none. */
  async execute(): Promise<void> {
    await this.database.transaction(async em => {
      await em.execute(ONE_AT_A_TIME);
      const { causes, last } = await this.findCauses.execute();
      const open = await em.find(IngestAlarm, { clearedAt: null });
      const { raise, clear } = alarmsToChange(open, causes, last);
      for (const cause of raise) await this.#raise(em, cause, last.get(cause.source));
      for (const alarm of clear) await this.#clear(em, alarm, last.get(alarm.source));
    });
    await this.database.query({ name: 'ingest-alarms-told', text: NOTE_TOLD });
  }

  async #raise(em: EntityManager, { kind, source }: Cause, lastAt: Date | undefined): Promise<void> {
    const raisedAt = this.clock.now();
    const id = newId(raisedAt);
    await em.insert(IngestAlarm, { id, kind, source, raisedAt });
    await this.notices.tell(em, { kind, state: 'raised', source }, id);
    if (kind !== 'source-silent') return;
    const facts = { lastArrivalAt: lastAt?.toISOString() ?? null };
    await this.trail.record(em, { action: 'source.fell-silent', ...ofSource(source), facts });
  }

  async #clear(em: EntityManager, alarm: IngestAlarm, lastAt: Date | undefined): Promise<void> {
    const { id, kind, source, raisedAt } = alarm;
    alarm.clearedAt = this.clock.now();
    await em.flush();
    if (kind === 'source-silent') {
      if (!lastAt) return; // nothing came: the source is only not remembered any more
      const facts = { silenceNoticedAt: raisedAt.toISOString(), arrivalAt: lastAt.toISOString() };
      await this.trail.record(em, { action: 'source.spoke-again', ...ofSource(source), facts });
    }
    await this.notices.tell(em, { kind, state: 'cleared', source }, id);
  }
}

function ofSource(source: string) {
  return { actor: THE_SYSTEM, object: { kind: 'source', id: source } } as const;
}

/** Another instance's alarm of this very moment is seen, and one alarm is raised by one. */
const ONE_AT_A_TIME = 'lock table ingest_alarm in share row exclusive mode';

const NOTE_TOLD = `
  update ingest_alarm a set told_at = n.sent_at
  from (select about_id, min(sent_at) as sent_at from notice where sent_at is not null group by about_id) n
  where n.about_id = a.id and a.told_at is null`;
