import { Injectable } from '@nestjs/common';
import { reach, type AppAbility } from '../../access/index.js';
import type { Day } from '../../kernel/calendar.js';
import { Config } from '../../platform/config/index.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { RECORDING_COLUMNS } from '../recording-rows.js';
import { instantsOf } from './week.js';

/** How many calls of a queue there are to draw from. */
export interface Pool {
  readonly queue: string;
  readonly calls: number;
}

/** A statement with its parameters; null where the rules allow nothing. */
export type PoolQuery = { readonly statement: Statement; readonly values: readonly unknown[] } | null;

/**
 * What samples of a week are drawn from: the calls that began in it and that the rules let somebody sample, with sound, that were
 * in no sample before.
 */
@Injectable()
export class Pools {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** The ids of a queue's pool, in their order. */
  async ids(ability: AppAbility, weekOn: Day, queue: string): Promise<string[]> {
    const within = this.#condition(ability, weekOn);
    if (!within) return [];
    const text = `select id from recording where ${within.sql} and queue = $${within.values.length + 1} order by id`;
    const statement = { name: `sample-pool/${within.sql}`, text, onceOnly: true };
    return (await this.database.query<{ id: string }>(statement, [...within.values, queue])).map(({ id }) => id);
  }

  /** How many calls each queue has; queues without any are left out. */
  counts(ability: AppAbility, weekOn: Day): PoolQuery {
    const within = this.#condition(ability, weekOn);
    if (!within) return null;
    const text = `
      select queue, count(*)::int as calls from recording where ${within.sql} group by queue order by queue limit 200`;
    return { statement: { name: `sample-pools/${within.sql}`, text, onceOnly: true }, values: within.values };
  }

  #condition(ability: AppAbility, weekOn: Day) {
    const within = reach(ability, { verb: 'sample', kind: 'Recording' }, RECORDING_COLUMNS);
    if (!within) return null;
    const { from, until } = instantsOf(weekOn);
    const values: unknown[] = [...within.values];
    const place = (value: unknown): string => `$${values.push(value)}`;
    const sql = `${within.sql} and started_at >= ${place(from)} and started_at < ${place(until)}
      and duration_ms > 0 and (loudest_dbfs is null or loudest_dbfs >= ${place(this.config.arrivals.silentBelowDbfs)})
      and not exists (select from sampled_call s where s.recording_id = recording.id)`;
    return { sql, values };
  }
}
