import { Injectable } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../database/index.js';

/**
 * The locking order of design §3: who brings a unit to a day or takes it away holds that day's row `FOR KEY SHARE` and
 * needs it `open`; the purge holds it `FOR UPDATE` while it commits `closing`. So a day is never closed under a unit.
 */
@Injectable()
export class DueDays {
  readonly #known = new Map<Day, Promise<void>>();

  constructor(private readonly database: Database) {}

  /** Makes the rows of `days`, in a transaction of its own: a row without units is harmless. */
  async ensure(...days: readonly Day[]): Promise<void> {
    for (const day of days) await this.#made(day);
  }

  /** Asked for once at a time, however many wait for it; what failed is asked for anew. */
  #made(day: Day): Promise<void> {
    const known = this.#known.get(day) ?? this.#make(day);
    this.#known.set(day, known);
    known.catch(() => this.#known.delete(day));
    return known;
  }

  /** Beside the pool: who asks may be in a transaction, and all its connections may belong to such who wait for this. */
  async #make(day: Day): Promise<void> {
    const client = this.database.dedicated('tallenne due day', MADE_WITHIN_MS);
    client.on('error', () => undefined); // the statement that it breaks says so
    try {
      await client.connect();
      await client.query(ENSURE, [day]);
    } finally {
      await client.end();
    }
  }

  /**
   * Locks `days` (made before by {@link ensure}) for the rest of the transaction, in ascending order.
   * @throws DomainError `day-closed` when the purge of one of them has begun
   */
  async lockOpen(em: EntityManager, ...days: readonly Day[]): Promise<void> {
    const wanted = new Set(days);
    if ((await this.lockThoseOpen(em, ...wanted)).size !== wanted.size) {
      throw new DomainError('gone', 'day-closed', 'The last day kept is over; nothing can be added to it any more.');
    }
  }

  /** The same of those of `days` that are open. Returns them; the purge of the others has begun. */
  async lockThoseOpen(em: EntityManager, ...days: readonly Day[]): Promise<ReadonlySet<Day>> {
    const rows = await em.execute<{ day: string }[]>(LOCK_OPEN, [`{${days.join(',')}}`]);
    return new Set(rows.map(({ day }) => parseDay(day)));
  }
}

const LOCK_OPEN = `
  select day::text as day from due_day where day = any(?::date[]) and state = 'open' order by due_day.day for key share`;
const MADE_WITHIN_MS = 10_000;
const ENSURE = `insert into due_day (day, state) values ($1, 'open') on conflict (day) do nothing`;
