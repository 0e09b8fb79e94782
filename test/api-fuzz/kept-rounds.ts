import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Summed } from './sum.js';

/** One round as it is kept: a line of JSON. */
export interface KeptRound {
  /** `<seed>/<nth>`. */
  readonly name: string;
  /** Requests drafted for each operation; what is walked comes on top. */
  readonly count: number;
  /** Of the operations it was asked for; empty: all. */
  readonly operation: string;
  /** False where it was broken off: what it sent counts, and it is made again. */
  readonly whole: boolean;
  readonly commit: string;
  readonly faults: readonly string[];
  readonly sum: Summed;
}

/** @property commit null where the tree is not as it was committed */
type Wanted = Pick<KeptRound, 'name' | 'count' | 'operation'> & { readonly commit: string | null };

/** Rounds of several runs, so that a long one can be broken off, and many short ones add up. */
export class KeptRounds {
  constructor(private readonly file: string) {}

  add(round: KeptRound): void {
    mkdirSync(dirname(this.file), { recursive: true });
    appendFileSync(this.file, `${JSON.stringify(round)}\n`);
  }

  all(): KeptRound[] {
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
    return lines.map(line => JSON.parse(line) as KeptRound); // written above
  }

  /**
   * A round of as many requests that was made to its end on the same commit, and found nothing: what found a fault is made again, and so is
   * everything on a tree whose changes nobody has committed.
   */
  of({ name, count, operation, commit }: Wanted): KeptRound | undefined {
    if (commit === null) return undefined;
    return this.all().find(
      one =>
        one.whole &&
        one.faults.length === 0 &&
        one.commit === commit &&
        one.name === name &&
        one.count >= count &&
        one.operation === operation,
    );
  }
}
