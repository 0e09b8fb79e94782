import { setImmediate } from 'node:timers/promises';

/**
 * Runs one piece of work for all that wait for it. Whoever joins gets a run that begins after the joining, with the next
 * turn of the loop at the earliest, so its result covers all that the caller did before; those who join in the same turn,
 * or during a run, share the next one.
 */
export class SharedRun<T> {
  readonly #work: () => Promise<T>;
  #last: Promise<unknown> = Promise.resolve();
  #next: Promise<T> | undefined;

  constructor(work: () => Promise<T>) {
    this.#work = work;
  }

  /** The result of a run that begins after this call, or its error. */
  join(): Promise<T> {
    return (this.#next ??= this.#startAfter(this.#last));
  }

  async #startAfter(last: Promise<unknown>): Promise<T> {
    await Promise.all([last, setImmediate()]);
    this.#next = undefined;
    const run = this.#work();
    this.#last = run.catch(() => undefined);
    return run;
  }
}
