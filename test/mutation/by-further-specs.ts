import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import type { Counted } from '../branch-coverage/counts.js';
import { ROOT, hashOf } from '../support/areas.js';
import { apply } from './apply.mjs';
import { chooserFor } from './choose-specs.js';
import { nameOf, type Mutant } from './mutant.js';
import { runSpec } from './run-spec.js';
import type { Verdict, Verdicts } from './verdicts.js';

interface Search {
  readonly source: string;
  readonly survivors: readonly Mutant[];
  readonly counted: readonly Counted[];
  /** How many specs are asked about one mutant at most. */
  readonly most: number;
  readonly verdicts: Verdicts;
  readonly onVerdict: (verdict: Verdict) => void;
}

/**
 * Asks the specs further away about the mutants of a file that are alive: one after the other, until one fails. The specs that
 * failed are then run once without a mutant; of one that fails there too, nothing counts.
 */
export async function mutateByFurtherSpecs(search: Search): Promise<void> {
  const specsFor = chooserFor(search.source, search.counted);
  for (const mutant of search.survivors) await judge(mutant, specsFor(mutant).slice(0, search.most), search);
  await doubt(search);
}

/** The verdicts that still hold for a mutant. */
export function verdictsOn(source: string, mutant: Mutant, verdicts: Verdicts): Verdict[] {
  return verdicts.about(source, nameOf(mutant)).filter(({ hash, spec }) => hash === hashOf([source, spec]));
}

async function judge(mutant: Mutant, specs: readonly Counted[], search: Search): Promise<void> {
  const { source, verdicts, onVerdict } = search;
  const known = new Map(verdictsOn(source, mutant, verdicts).map(verdict => [verdict.spec, verdict.outcome]));
  for (const { spec, seconds } of specs) {
    if ([...known.values()].some(outcome => isTelling(outcome))) return;
    if (known.has(spec)) continue;
    const limitMs = Math.max(300_000, 10_000 * seconds);
    const outcome: Verdict['outcome'] = compiles(source, mutant)
      ? await runSpec(spec, limitMs, { source, mutant })
      : 'broken';
    known.set(spec, outcome);
    const verdict = { source, mutant: nameOf(mutant), hash: hashOf([source, spec]), spec, outcome };
    verdicts.add(verdict);
    onVerdict(verdict);
  }
}

async function doubt({ source, survivors, counted, verdicts, onVerdict }: Search): Promise<void> {
  const killing = survivors
    .flatMap(mutant => verdictsOn(source, mutant, verdicts))
    .filter(({ outcome }) => isTelling(outcome));
  for (const spec of new Set(killing.map(verdict => verdict.spec))) {
    const seconds = counted.find(one => one.spec === spec)?.seconds ?? 0;
    if ((await runSpec(spec, Math.max(300_000, 10_000 * seconds))) === 'passed') continue;
    for (const verdict of killing.filter(one => one.spec === spec)) {
      const doubtful = { ...verdict, outcome: 'doubtful' as const };
      verdicts.add(doubtful);
      onVerdict(doubtful);
    }
  }
}

function isTelling(outcome: Verdict['outcome']): boolean {
  return outcome !== 'passed' && outcome !== 'doubtful';
}

/** A spec fails for a text that is no program, too, and would prove nothing by it. */
function compiles(source: string, mutant: Mutant): boolean {
  try {
    transformSync(apply(readFileSync(join(ROOT, source), 'utf8'), mutant), {
      jsc: {
        target: 'es2024',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true },
      },
      module: { type: 'es6' },
    });
    return true;
  } catch {
    return false;
  }
}
