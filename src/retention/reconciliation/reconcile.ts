import { Injectable } from '@nestjs/common';
import { AuditTrail, ContinuationGuard, THE_SYSTEM } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import { WatchClocks } from '../brake/watch-clocks.js';
import { Comparisons } from './comparisons.js';
import { incidentsIn } from './reconciliation-finding.entity.js';
import { ReconciliationRuns, type Counts } from './reconciliation-runs.js';
import { RunLedger, type OnProgress } from './run-ledger.js';

/** What a run came to. */
export interface ReconciliationReport {
  readonly id: string;
  readonly counts: Counts;
  readonly incidents: number;
}

/** Compares rows, keys and blobs with each other, whole, on one instance at a time. Any may ask for it. */
@Injectable()
export class Reconcile {
  constructor(
    private readonly runs: ReconciliationRuns,
    private readonly comparisons: Comparisons,
    private readonly trail: AuditTrail,
    private readonly continuation: ContinuationGuard,
    private readonly clocks: WatchClocks,
  ) {}

  /**
   * Beside a restored database that nobody has accepted yet everything later would look like an orphan: nothing is compared. While the
   * brake is raised (ADR 0013), all is compared and nothing that is judged by its age is taken away.
   * @param night the night that it is for; null where somebody asks
   * @returns null while another run is under way, and for a night that has its run
   * @throws DomainError `log-not-continued`, `reconciliation-given-up`; what a store, a ring or the database fails with
   */
  async execute(night: Day | null, onProgress: OnProgress = () => undefined): Promise<ReconciliationReport | null> {
    if (!(await this.continuation.look())) throw notContinued();
    const id = await this.runs.claim(night);
    if (id === null) return null;
    // A crash from here to the end leaves a run that gives no sign of life, which the next claim gives up.
    const ledger = new RunLedger(id, this.runs, onProgress, async () => !(await this.clocks.look()));
    try {
      await this.comparisons.execute(ledger);
    } catch (error) {
      await this.#end(ledger, 'given-up');
      throw error;
    }
    await this.#end(ledger, 'finished');
    const { counts } = ledger;
    return { id, counts, incidents: incidentsIn(counts) };
  }

  async #end({ runId, counts }: RunLedger, state: 'finished' | 'given-up'): Promise<void> {
    await this.trail.recordAlone({
      action: 'reconciliation.completed',
      actor: THE_SYSTEM,
      ...(state === 'finished' ? {} : { outcome: 'failed', reason: 'given-up' }),
      object: { kind: 'reconciliation', id: runId },
      facts: { ...counts },
    });
    // A crash here leaves the run without its end, and an event that has it; the run is given up later.
    await this.runs.finish(runId, state, counts);
  }
}

function notContinued(): DomainError {
  const sentence = 'Nothing is compared until the access log continues its copy; see "tallenne audit accept-restore".';
  return new DomainError('unavailable', 'log-not-continued', sentence);
}
