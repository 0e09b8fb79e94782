import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, type Area } from '../support/areas.js';
import { nameOf, resultsFolder, type Mutant } from './mutant.js';
import type { Outcome } from './warm-process.js';

/** What one spec made of one mutant. A later line about both is the one that holds. */
export interface Verdict {
  readonly source: string;
  readonly mutant: string;
  /** Of the file and the spec: with another one the verdict is void. */
  readonly hash: string;
  readonly spec: string;
  readonly outcome: Outcome;
  /** Which test failed, and of what. */
  readonly why?: string | undefined;
}

/** `Pending`: no spec was asked. `NoCoverage`: none that was asked comes by it. `Invalid`: the file does not load with it. */
export type Status = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Invalid' | 'Pending';

/** One line a verdict, written as soon as it is there: a stop loses the mutant at work and no other. */
export class Verdicts {
  readonly #path: string;
  readonly #known = new Map<string, Map<string, Verdict>>();
  readonly #hashes = new Map<string, string>();

  constructor(area: Area) {
    this.#path = join(resultsFolder(area), 'verdicts.jsonl');
    mkdirSync(resultsFolder(area), { recursive: true });
    const text = existsSync(this.#path) ? readFileSync(this.#path, 'utf8') : '';
    // A line that a stop cut short has no end, and is tried again.
    for (const line of text.split('\n').slice(0, -1)) if (line.endsWith('}')) this.#take(JSON.parse(line) as Verdict);
    if (text !== '' && !text.endsWith('\n')) appendFileSync(this.#path, '\n');
  }

  add(mutant: Mutant, spec: string, outcome: Outcome, why?: string): void {
    const { source } = mutant;
    const verdict = { source, mutant: nameOf(mutant), hash: this.#hash(source, spec), spec, outcome, why };
    appendFileSync(this.#path, `${JSON.stringify(verdict)}\n`);
    this.#take(verdict);
  }

  /** Those that still hold. */
  on(mutant: Mutant): Verdict[] {
    const all = [...(this.#known.get(`${mutant.source} ${nameOf(mutant)}`)?.values() ?? [])];
    return all.filter(({ hash, source, spec }) => hash === this.#hash(source, spec));
  }

  /** What the specs that were asked say together. */
  statusOf(mutant: Mutant): Status {
    const outcomes = new Set(this.on(mutant).map(({ outcome }) => outcome));
    if (outcomes.has('broken')) return 'Invalid';
    if (outcomes.has('failed')) return 'Killed';
    if (outcomes.has('timeout')) return 'Timeout';
    if (outcomes.has('passed') || outcomes.has('doubtful')) return 'Survived';
    return outcomes.has('uncovered') ? 'NoCoverage' : 'Pending';
  }

  #hash(source: string, spec: string): string {
    const known = this.#hashes.get(`${source} ${spec}`);
    if (known !== undefined) return known;
    const hash = hashOf([source, spec]);
    this.#hashes.set(`${source} ${spec}`, hash);
    return hash;
  }

  #take(verdict: Verdict): void {
    const key = `${verdict.source} ${verdict.mutant}`;
    const bySpec = this.#known.get(key) ?? new Map<string, Verdict>();
    this.#known.set(key, bySpec.set(verdict.spec, verdict));
  }
}
