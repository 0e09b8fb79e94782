import { percent } from '../support/areas.js';
import { isEquivalent, linesOf, type Equivalent } from './equivalents.js';
import type { Mutant } from './mutant.js';
import { wilson } from './sample.js';
import type { Status, Verdicts } from './verdicts.js';

export interface Tally {
  readonly killed: number;
  readonly timeouts: number;
  readonly survived: number;
  readonly noCoverage: number;
  readonly invalid: number;
  readonly equivalent: number;
  readonly pending: number;
}

interface Judged {
  readonly mutant: Mutant;
  readonly status: Status | 'Equivalent';
}

/** How mutants stand by all that was found out. One that is listed as equivalent and is noticed all the same counts as noticed. */
export function stand(mutants: readonly Mutant[], verdicts: Verdicts, listed: readonly Equivalent[]): Judged[] {
  return mutants.map(mutant => {
    const status = verdicts.statusOf(mutant);
    const isListed = (status === 'Survived' || status === 'NoCoverage') && isEquivalent(mutant, listed);
    return { mutant, status: isListed ? 'Equivalent' : status };
  });
}

export function tallyOf(judged: readonly Judged[]): Tally {
  const count = (wanted: Judged['status']) => judged.filter(({ status }) => status === wanted).length;
  return {
    killed: count('Killed'),
    timeouts: count('Timeout'),
    survived: count('Survived'),
    noCoverage: count('NoCoverage'),
    invalid: count('Invalid'),
    equivalent: count('Equivalent'),
    pending: count('Pending'),
  };
}

/** Those noticed, of those that are a program with a behaviour of its own and were looked at. */
export function scoreOf({ killed, timeouts, survived, noCoverage }: Tally): { noticed: number; valid: number } {
  return { noticed: killed + timeouts, valid: killed + timeouts + survived + noCoverage };
}

/** Percents from `low` to `high` that the whole of an area's score lies between, by a sample of it. */
export function intervalOf(tally: Tally): string {
  const { noticed, valid } = scoreOf(tally);
  const { low, high } = wilson(noticed, valid);
  return `${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %`;
}

/** One line a file, and one for each mutant in it that is alive: where, which mutator, and what would stand there instead. */
export function reportOn(judged: readonly Judged[]): string[] {
  return [...Map.groupBy(judged, ({ mutant }) => mutant.source)].flatMap(([source, here]) => {
    const tally = tallyOf(here);
    const { noticed, valid } = scoreOf(tally);
    const pending = tally.pending > 0 ? `, ${tally.pending} not looked at` : '';
    return [`${source}: ${percent(noticed, valid)} %, ${noticed} of ${valid}${pending}`, ...here.flatMap(alive)];
  });
}

function alive({ mutant, status }: Judged): string[] {
  if (status !== 'Survived' && status !== 'NoCoverage') return [];
  const { source, mutatorName, replacement } = mutant;
  const { start, end } = mutant.location;
  const line = linesOf(source)[start.line - 1] ?? '';
  const was =
    start.line === end.line ? line.slice(start.column - 1, end.column - 1) : `${line.slice(start.column - 1)} ...`;
  const what = `${was.slice(0, 80)} -> ${(replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 80)}`;
  return [
    `  ${source}:${start.line}:${start.column} ${mutatorName}${status === 'NoCoverage' ? ', by no spec' : ''}: ${what}`,
  ];
}
