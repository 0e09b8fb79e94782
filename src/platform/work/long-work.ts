import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../database/index.js';
import type { WorkKind } from './long-work.entity.js';
import { Progress, type BegunWork, type Reached } from './progress.js';

/** Work as pages show it. */
export interface ShownWork {
  readonly id: string;
  readonly kind: WorkKind;
  readonly ownerId: string | null;
  readonly about: string;
  readonly done: number;
  readonly total: number | null;
  readonly state: 'running' | 'done' | 'failed';
}

/** What has ended is shown for so long; what gave no sign of life for so long has died with its process. */
const SHOWN_AFTER_MS = 60_000;
const DEAD_AFTER_MS = 120_000;

/**
 * Work that people wait for: how far it is stands in a row, so that the pages of any instance show it, also after a reload. Work that is
 * done in a moment leaves none. The work itself never fails for its row.
 */
@Injectable()
export class LongWork {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Does `work`, which says with `reached` how far it is. A crash leaves a row without an end that is shown for two minutes more. */
  async run<T>(begun: BegunWork, work: (reached: Reached) => Promise<T>): Promise<T> {
    const progress = new Progress(this.database, this.clock, { ...begun, id: newId(this.clock.now()) });
    try {
      const value = await work((done, total) => {
        progress.reached(done, total);
      });
      await progress.end(false);
      return value;
    } catch (error) {
      await progress.end(true);
      throw error;
    }
  }

  /** What is under way, and what has ended a moment ago, the oldest first. */
  shown(): Promise<ShownWork[]> {
    const now = this.clock.now().getTime();
    return this.database.query<ShownWork>(SHOWN, [new Date(now - SHOWN_AFTER_MS), new Date(now - DEAD_AFTER_MS)]);
  }
}

const SHOWN: Statement = {
  name: 'long-work-shown',
  text: `
    select id::text, kind, owner_id as "ownerId", about, done::float8 as done, total::float8 as total,
      case when ended_at is null then 'running' when failed then 'failed' else 'done' end as state
    from long_work
    where coalesce(ended_at > $1, seen_at > $2)
    order by began_at, id`,
};
