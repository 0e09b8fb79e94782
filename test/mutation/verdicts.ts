import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Area } from '../support/areas.js';
import { resultsFolder } from './mutant.js';
import type { Outcome } from './run-spec.js';

/** What one spec further away made of one mutant. A later line about both is the one that holds. */
export interface Verdict {
  readonly source: string;
  readonly mutant: string;
  /** Of the file and the spec: with another one the verdict is void. */
  readonly hash: string;
  readonly spec: string;
  /** `doubtful` where the spec does not pass without the mutant either. */
  readonly outcome: Outcome | 'doubtful';
}

/** One line a verdict, written as soon as it is there: a stop loses the mutant at work and no other. */
export class Verdicts {
  readonly #path: string;
  readonly #known = new Map<string, Map<string, Verdict>>();

  constructor(area: Area) {
    this.#path = join(resultsFolder(area), 'further.jsonl');
    mkdirSync(resultsFolder(area), { recursive: true });
    const text = existsSync(this.#path) ? readFileSync(this.#path, 'utf8') : '';
    // A line that a stop cut short has no end, and is tried again.
    for (const line of text.split('\n').slice(0, -1)) if (line.endsWith('}')) this.#take(JSON.parse(line) as Verdict);
    if (text !== '' && !text.endsWith('\n')) appendFileSync(this.#path, '\n');
  }

  add(verdict: Verdict): void {
    appendFileSync(this.#path, `${JSON.stringify(verdict)}\n`);
    this.#take(verdict);
  }

  about(source: string, mutant: string): Verdict[] {
    return [...(this.#known.get(`${source} ${mutant}`)?.values() ?? [])];
  }

  #take(verdict: Verdict): void {
    const key = `${verdict.source} ${verdict.mutant}`;
    const bySpec = this.#known.get(key) ?? new Map<string, Verdict>();
    this.#known.set(key, bySpec.set(verdict.spec, verdict));
  }
}
