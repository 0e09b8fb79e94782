import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { incidentsIn } from '../reconciliation/reconciliation-finding.entity.js';
import { ReconciliationRun } from '../reconciliation/reconciliation-run.entity.js';

/** What the newest comparison of rows, keys and blobs that came to its end found. */
export interface ReconciledLast {
  readonly finishedAt: Date;
  readonly incidents: number;
  readonly keys: number;
  readonly blobs: number;
}

@Injectable()
export class LastReconciliation {
  constructor(private readonly database: Database) {}

  /** Null where none has ever come to its end. */
  async find(): Promise<ReconciledLast | null> {
    const order = { orderBy: { startedAt: 'desc', id: 'desc' }, limit: 1 } as const;
    const [run] = await this.database.entities().find(ReconciliationRun, { state: 'finished' }, order);
    if (!run?.finishedAt) return null;
    const { keys = 0, blobs = 0 } = run.counts;
    return { finishedAt: run.finishedAt, incidents: incidentsIn(run.counts), keys, blobs };
  }
}
