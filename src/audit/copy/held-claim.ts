import type { Run, Statement } from '../../platform/database/index.js';
import type { GoesOn } from '../looks.js';

/** The database ends a session that says nothing in a transaction for 20 s, and its claim with it. */
const KEPT_EVERY_MS = 5000;
/** Files that are written together and take longer hang. */
const MOST_MS = 300_000;

/** A place outside that does not answer: what waits for it lets go of its claim. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A claim that is a row's lock, held on its connection while something else is worked at. */
export class HeldClaim {
  constructor(
    private readonly run: Run,
    readonly goesOn: GoesOn,
  ) {}

  /** What `work` gives. It is no longer waited for where the claim is lost, or where it takes more than five minutes. */
  async during<T>(work: Promise<T>): Promise<T> {
    const { promise: lost, reject } = Promise.withResolvers<never>();
    const began = performance.now();
    const timer = setInterval(() => {
      if (performance.now() - began > MOST_MS) reject(new NoAnswer());
      this.goesOn();
      this.run(KEEP).catch(reject);
    }, KEPT_EVERY_MS);
    try {
      return await Promise.race([work, lost]);
    } finally {
      clearInterval(timer);
    }
  }
}

const KEEP: Statement = { name: 'log-copy-keep', text: 'select' };
