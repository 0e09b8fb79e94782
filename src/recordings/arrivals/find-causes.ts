import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Cause, LastArrivals } from './alarms-to-change.js';
import { silentHours } from './habit.js';
import { ReadHabits, type SourceHabit } from './read-habits.js';

const HOUR_MS = 3_600_000;
/** For so long after it came, a silent recording is an alarm. */
const NEWS_MS = 24 * HOUR_MS;

/** Finds what is wrong now with what arrives. */
@Injectable()
export class FindCauses {
  constructor(
    private readonly database: Database,
    private readonly habits: ReadHabits,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<{ readonly causes: readonly Cause[]; readonly last: LastArrivals }> {
    const now = this.clock.now();
    const awaitedMs = this.config.arrivals.awaitedHours * HOUR_MS;
    const values = [new Date(now.getTime() - NEWS_MS), new Date(now.getTime() - awaitedMs)];
    const found = await this.database.query<Cause>(FOUND, values);
    const habits = await this.habits.list();
    return { causes: [...found, ...this.#silent(habits, now)], last: lastOf(habits) };
  }

  #silent(habits: readonly SourceHabit[], now: Date): Cause[] {
    return habits
      .filter(({ hours, lastAt }) => silentHours(hours, lastAt, now) >= this.config.arrivals.silentUsualHours)
      .map(({ source }) => ({ kind: 'source-silent', source }));
  }
}

function lastOf(habits: readonly SourceHabit[]): LastArrivals {
  return new Map(habits.map(({ source, lastAt }) => [source, lastAt]));
}

/** Audio without announcement is one only where the source announces at all. */
const FOUND: Statement = {
  name: 'ingest-alarm-causes',
  text: `
    select 'audio-missing' as kind, source from arrival
    where outcome = 'awaited' and missed_at is not null group by source
    union all
    select 'sequence-gap', source from arrival_gap where closed_at is null group by source
    union all
    select 'audio-silent', source from arrival where silent and audio_at >= $1 group by source
    union all
    select 'audio-unannounced', a.source from arrival a
    where a.outcome = 'quarantined' and a.announced_at is null and a.audio_at <= $2
      and exists (select from arrival b where b.source = a.source and b.announced_at is not null)
    group by a.source`,
};
