import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Pools, type Pool } from './pools.js';
import type { PoolList, PoolQuery } from './samples.schemas.js';
import { lastWeekOn } from './week.js';
import { WeeklySample } from './weekly-sample.entity.js';

/** Says which queues of a week there is something to draw from, and which whoever asks has drawn. Numbers and queues alone. */
@Injectable()
export class ViewPools {
  constructor(
    private readonly database: Database,
    private readonly pools: Pools,
    private readonly clock: Clock,
  ) {}

  /** Of the last week that is over, unless another one is named. */
  async execute({ week }: PoolQuery, requester: Requester, { ability }: Permissions): Promise<PoolList> {
    const weekOn = week === undefined ? lastWeekOn(this.clock.now()) : parseDay(week);
    const asked = weekOn > lastWeekOn(this.clock.now()) ? null : this.pools.counts(ability, weekOn);
    const pools = asked ? await this.database.query<Pool>(asked.statement, asked.values) : [];
    const mine = await this.database.entities().find(WeeklySample, { weekOn, drawnBy: requester.id });
    const drawn = new Set(mine.map(({ queue }) => queue));
    return { week: weekOn, pools: pools.map(pool => ({ ...pool, drawn: drawn.has(pool.queue) })) };
  }
}
