import type { Statement } from '../../platform/database/index.js';
import { processMeasures } from '../../platform/measure/index.js';
import { isOfOneRow, logUnavailable } from './log-unavailable.js';

/** What one caller adds to a group. */
export interface Waiting {
  /** A group holds each key once. */
  readonly key: string;
  /** In the order of the statement's parameters. */
  readonly values: readonly unknown[];
}

/** Runs a statement whose parameters are arrays, one a column; returns the keys that it had an effect for. */
export type RunGroup<S = Statement> = (
  statement: S,
  columns: readonly (readonly unknown[])[],
) => Promise<ReadonlySet<string>>;

interface Caller extends Waiting {
  readonly resolve: (hadEffect: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** How long a caller waits for its commit; then nothing is served (design §4). */
export const LOG_TIMEOUT_MS = 2000;
/** A crowd goes in several groups: while the database has one, the rows of the next are made. */
const LARGEST_GROUP = 64;
/** Groups that may be on their way to the disk at once: while some wait for it, the next one gathers. */
const ON_THEIR_WAY = 4;

/**
 * Brings what many callers want to commit together, in groups of one statement and one commit. A caller is answered
 * after its own commit; a row that fails fails its caller only.
 */
export class GroupCommit<S = Statement> {
  #gathering: Caller[] = [];
  #onTheirWay = 0;
  #scheduled = false;

  constructor(
    private readonly statement: S,
    private readonly run: RunGroup<S>,
  ) {}

  /**
   * Waits until the row is committed, or not. Returns whether it had an effect.
   * @throws DomainError `log-unavailable` after {@link LOG_TIMEOUT_MS}: whether it is committed is not known then
   */
  async add(waiting: Waiting): Promise<boolean> {
    const waited = processMeasures.groupWaitSeconds.startTimer();
    return new Promise<boolean>((resolve, reject) => {
      const caller: Caller = {
        ...waiting,
        resolve: hadEffect => {
          clearTimeout(timer);
          waited({ outcome: 'committed' });
          resolve(hadEffect);
        },
        reject: error => {
          clearTimeout(timer);
          waited({ outcome: 'failed' });
          reject(error instanceof Error ? error : logUnavailable(error));
        },
      };
      const timer = setTimeout(() => {
        this.#giveUp(caller);
      }, LOG_TIMEOUT_MS);
      this.#gathering.push(caller);
      this.#schedule();
    });
  }

  #giveUp(caller: Caller): void {
    this.#gathering = this.#gathering.filter(other => other !== caller);
    caller.reject(logUnavailable());
  }

  /** At the end of this turn of the event loop, so that what comes in together goes together. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      while (this.#gathering.length > 0 && this.#onTheirWay < ON_THEIR_WAY) void this.#send(this.#take());
    });
  }

  /** The first callers, each key once; a second one of a key waits for the next group. */
  #take(): Caller[] {
    const group = new Map<string, Caller>();
    const later: Caller[] = [];
    for (const caller of this.#gathering) {
      if (group.size < LARGEST_GROUP && !group.has(caller.key)) group.set(caller.key, caller);
      else later.push(caller);
    }
    this.#gathering = later;
    return [...group.values()];
  }

  async #send(group: readonly Caller[]): Promise<void> {
    this.#onTheirWay += 1;
    processMeasures.groupSize.observe(group.length);
    try {
      await this.#commit(group);
    } finally {
      this.#onTheirWay -= 1;
      if (this.#gathering.length > 0) this.#schedule();
    }
  }

  /** A row that cannot be written undoes the group, so each of it is tried by itself. */
  async #commit(group: readonly Caller[]): Promise<void> {
    try {
      const had = await this.run(this.statement, columnsOf(group));
      for (const caller of group) caller.resolve(had.has(caller.key));
    } catch (error) {
      if (group.length > 1 && isOfOneRow(error)) {
        for (const caller of group) await this.#commit([caller]);
      } else for (const caller of group) caller.reject(isOfOneRow(error) ? error : logUnavailable(error));
    }
  }
}

function columnsOf(group: readonly Caller[]): unknown[][] {
  const columns: unknown[][] = [];
  for (const { values } of group) for (const [column, value] of values.entries()) (columns[column] ??= []).push(value);
  return columns;
}
