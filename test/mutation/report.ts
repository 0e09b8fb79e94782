import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, percent, type Area } from '../support/areas.js';
import { verdictsOn } from './by-further-specs.js';
import { isAlive, readResult, type Mutant } from './mutant.js';
import type { Verdicts } from './verdicts.js';

export interface Tally {
  readonly source: string;
  /** Killed, or without an end where the sources as they are have one. */
  readonly detected: number;
  /** Without those that are no program. */
  readonly valid: number;
  readonly alive: readonly Mutant[];
}

/** How a file stands by all that was found out, or null where it was not looked at. */
export function tallyOf(area: Area, source: string, verdicts: Verdicts): Tally | null {
  const mutants = readResult(area, source)?.mutants;
  if (!mutants) return null;
  const now = mutants.map(mutant => ({ ...mutant, status: statusOf(source, mutant, verdicts) }));
  const detected = now.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const alive = now.filter(isAlive);
  return { source, detected, valid: detected + alive.length, alive };
}

function statusOf(source: string, mutant: Mutant, verdicts: Verdicts): Mutant['status'] {
  if (!isAlive(mutant)) return mutant.status;
  const outcomes = verdictsOn(source, mutant, verdicts).map(({ outcome }) => outcome);
  if (outcomes.includes('broken')) return 'RuntimeError';
  if (outcomes.includes('failed')) return 'Killed';
  if (outcomes.includes('timeout')) return 'Timeout';
  return outcomes.includes('passed') ? 'Survived' : mutant.status;
}

/** One line a file, and one for each mutant in it that is alive: where, which mutator, and what would stand there instead. */
export function linesOf({ source, detected, valid, alive }: Tally): string[] {
  const text = readFileSync(join(ROOT, source), 'utf8').split('\n');
  return [
    `${source}: ${percent(detected, valid)} %, ${detected} of ${valid}`,
    ...alive.map(({ location: { start, end }, mutatorName, replacement, status }) => {
      const line = text[start.line - 1] ?? '';
      const was =
        start.line === end.line ? line.slice(start.column - 1, end.column - 1) : `${line.slice(start.column - 1)} ...`;
      const what = `${was.slice(0, 80)} -> ${(replacement ?? '').replaceAll('\n', ' ').slice(0, 80)}`;
      return `  ${source}:${start.line}:${start.column} ${mutatorName}${status === 'NoCoverage' ? ', by no spec' : ''}: ${what}`;
    }),
  ];
}
