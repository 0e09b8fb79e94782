import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { ReconciliationStep } from './reconciliation-run.entity.js';

/** An instance that gives no sign of life for so long has ended. */
const GIVEN_UP_MS = 10 * 60_000;

/** How many things of each kind were looked at and found. */
export type Counts = Readonly<Record<string, number>>;

/** Which instance reconciles: one at a time, and each night once. */
@Injectable()
export class ReconciliationRuns {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a run, for `night` or because somebody asks. A run whose instance has ended is given up first, so that its night
   * is free again.
   * @returns the run's id; null while another run is under way, and for a night that has its run
   */
  async claim(night: Day | null): Promise<string | null> {
    const now = this.clock.now();
    return this.database.statements(async run => {
      await run(GIVE_UP, [now, new Date(now.getTime() - GIVEN_UP_MS)]);
      const [claimed] = await run<{ id: string }>(CLAIM, [newId(now), night, now]);
      return claimed?.id ?? null;
    });
  }

  /**
   * Says that the run goes on, and how far it is.
   * @returns whether it is still this instance's: not so where it was given up meanwhile
   */
  async goesOn(id: string, step: ReconciliationStep, counts: Counts): Promise<boolean> {
    const rows = await this.database.query<object>(GOES_ON, [id, step, this.clock.now(), JSON.stringify(counts)]);
    return rows.length === 1;
  }

  async finish(id: string, state: 'finished' | 'given-up', counts: Counts): Promise<void> {
    await this.database.query(FINISH, [id, state, this.clock.now(), JSON.stringify(counts)]);
  }
}

const GIVE_UP: Statement = {
  name: 'reconciliation-give-up',
  text: `update reconciliation_run set state = 'given-up', finished_at = $1 where state = 'running' and seen_at < $2`,
};

const CLAIM: Statement = {
  name: 'reconciliation-claim',
  text: `
    insert into reconciliation_run (id, night, state, step, started_at, seen_at, counts)
    values ($1, $2, 'running', 'keys', $3, $3, '{}') on conflict do nothing returning id`,
};

const GOES_ON: Statement = {
  name: 'reconciliation-goes-on',
  text: `
    update reconciliation_run set step = $2, seen_at = $3, counts = $4
    where id = $1 and state = 'running' returning id`,
};

const FINISH: Statement = {
  name: 'reconciliation-finish',
  text: `
    update reconciliation_run set state = $2, step = 'none', finished_at = $3, counts = $4
    where id = $1 and state = 'running'`,
};
