import { Injectable } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { countDeletions } from '../../platform/blobs/blob-deletions.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { gaugesIn, Measurer } from './measurer.js';

/** The pool of connections, and what waits in the database to be deleted elsewhere. */
@Injectable()
export class MeasureDatabase extends Measurer {
  readonly part = 'database';
  #gauges: ReturnType<typeof gaugesOf> | undefined;

  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {
    super();
  }

  register(registry: Registry): void {
    this.#gauges = gaugesOf(registry);
  }

  async look(): Promise<() => void> {
    const pool = await this.database.poolUse();
    const deletions = await countDeletions(this.database);
    return () => {
      for (const [state, connections] of Object.entries(pool)) this.#gauges?.pool.set({ state }, connections);
      this.#gauges?.poolSize.set(this.config.databasePoolSize);
      this.#gauges?.deletions.set(deletions.waiting);
      this.#gauges?.deletionsFailed.set(deletions.failed);
    };
  }
}

function gaugesOf(registry: Registry) {
  const gauge = gaugesIn(registry);
  return {
    pool: gauge('database_pool_connections', 'Connections in use and idle, and callers who wait for one', 'state'),
    poolSize: gauge('database_pool_size', 'Most connections of this instance'),
    deletions: gauge('blob_deletions_waiting', 'Blobs that must go and are not confirmed gone; 100000 stands for more'),
    deletionsFailed: gauge('blob_deletions_failed', 'Those of them that have failed and are tried again'),
  };
}
