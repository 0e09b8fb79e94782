import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, type Area } from '../support/areas.js';
import { resultsFolder } from './mutant.js';
import type { Coverage } from './warm-process.js';

interface Kept {
  readonly hash: string;
  readonly covered: readonly string[];
  readonly running: readonly string[];
  readonly unsound: number;
}

/** What end-to-end specs come by, which takes long to find out: kept as long as they and all sources of the area are as they were. */
export class Coverages {
  readonly #folder: string;

  constructor(
    area: Area,
    private readonly sources: readonly string[],
  ) {
    this.#folder = join(resultsFolder(area), 'coverage');
    mkdirSync(this.#folder, { recursive: true });
  }

  read(spec: string): Coverage | null {
    if (!existsSync(this.#pathOf(spec))) return null;
    const kept = JSON.parse(readFileSync(this.#pathOf(spec), 'utf8')) as Kept; // written by ourselves
    if (kept.hash !== this.#hashOf(spec)) return null;
    return { covered: new Set(kept.covered), running: new Set(kept.running), unsound: kept.unsound };
  }

  keep(spec: string, { covered, running, unsound }: Coverage): void {
    if (!spec.startsWith('test/e2e/')) return;
    const kept: Kept = { hash: this.#hashOf(spec), covered: [...covered], running: [...running], unsound };
    writeFileSync(this.#pathOf(spec), `${JSON.stringify(kept)}\n`);
  }

  #pathOf(spec: string): string {
    return join(this.#folder, `${spec.replaceAll('/', '--')}.json`);
  }

  #hashOf(spec: string): string {
    return hashOf([...this.sources, spec]);
  }
}
