import { DomainError } from '../../kernel/errors.js';
import type { ReconciliationStep } from './reconciliation-run.entity.js';
import type { Counts, ReconciliationRuns } from './reconciliation-runs.js';

/** Hears how far a run is: `done` things were looked at in this step. */
export type OnProgress = (step: ReconciliationStep, done: number) => void;

/** Whether the clock can be trusted at this moment. */
export type TrustsClock = () => Promise<boolean>;

/** What one run has looked at and found so far. */
export class RunLedger {
  readonly #counts = new Map<string, number>();

  constructor(
    readonly runId: string,
    private readonly runs: ReconciliationRuns,
    private readonly onProgress: OnProgress,
    /** While it is not, nothing is taken away for its age: it would be by a clock that is wrong. */
    readonly trustsClock: TrustsClock,
  ) {}

  get counts(): Counts {
    return Object.fromEntries(this.#counts);
  }

  count(name: string, by = 1): number {
    const counted = (this.#counts.get(name) ?? 0) + by;
    this.#counts.set(name, counted);
    return counted;
  }

  /**
   * `by` more things were looked at in `step`.
   * @throws DomainError `reconciliation-given-up` where another instance has taken this one for dead: it must stop
   */
  async looked(step: ReconciliationStep, by: number): Promise<void> {
    this.onProgress(step, this.count(step, by));
    if (!(await this.runs.goesOn(this.runId, step, this.counts))) throw givenUp();
  }
}

function givenUp(): DomainError {
  const sentence = 'This reconciliation stood still for too long and was given up; another one begins.';
  return new DomainError('unavailable', 'reconciliation-given-up', sentence);
}
