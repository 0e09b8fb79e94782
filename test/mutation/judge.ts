import { nameOf, ownSpecsOf, type Mutant } from './mutant.js';
import type { Verdicts } from './verdicts.js';
import type { Coverages } from './coverages.js';
import type { Coverage, WarmProcess } from './warm-process.js';

export interface Search {
  readonly mutants: readonly Mutant[];
  /** Of the area: by those in a file it is seen which spec goes through most of it. */
  readonly all: readonly Mutant[];
  readonly verdicts: Verdicts;
  readonly warm: WarmProcess;
  readonly coverages: Coverages;
  readonly onStep: (line: string) => void;
}

/** Asks the unit spec of a file's name about its mutants; where there is none, those of the folder. */
export async function judgeByOwnSpecs(search: Search): Promise<number> {
  let judged = 0;
  for (const [source, mutants] of Map.groupBy(search.mutants, mutant => mutant.source)) {
    const begun = performance.now();
    const specs = ownSpecsOf(source);
    let here = 0;
    for (const mutant of mutants) for (const spec of specs) if (await ask(search, mutant, spec)) here++;
    judged += here;
    const seconds = (performance.now() - begun) / 1000;
    if (here > 0) search.onStep(`${source}: ${here} verdicts in ${seconds.toFixed(1)} s`);
  }
  return judged;
}

/**
 * Asks specs further away about the mutants that are alive: those that come by most of a file first, unit before end-to-end, `most` of
 * them a mutant. An end-to-end spec is run once without a mutant after those that it was asked about; where it fails there too, nothing counts.
 */
export async function judgeByFurtherSpecs(search: Search, specs: readonly string[], most: number): Promise<number> {
  const coverage = new Map<string, Coverage>();
  for (const spec of specs) {
    coverage.set(spec, await coverageOf(search, spec));
  }
  let judged = 0;
  for (let round = 0; round < most; round++) {
    const open = search.mutants.filter(mutant => isOpen(search.verdicts, mutant));
    const bySpec = Map.groupBy(open, mutant => bestSpecs(search.all, mutant, coverage)[round] ?? '');
    for (const spec of specs) judged += await askAll(search, bySpec.get(spec) ?? [], spec);
  }
  return judged;
}

async function coverageOf({ warm, coverages, onStep }: Search, spec: string): Promise<Coverage> {
  const known = coverages.read(spec);
  if (known) return known;
  try {
    const begun = performance.now();
    const found = await warm.covered(spec);
    const seconds = (performance.now() - begun) / 1000;
    onStep(
      `${spec}: comes by ${found.covered.size} mutants, ${seconds.toFixed(1)} s, ${found.unsound} tests not asked`,
    );
    return found;
  } catch (error) {
    onStep(`${spec}: not asked, ${error instanceof Error ? error.message : String(error)}`);
    return { covered: new Set(), running: new Set(), unsound: 0 };
  }
}

function bestSpecs(
  mutants: readonly Mutant[],
  { id, source }: Mutant,
  coverage: ReadonlyMap<string, Coverage>,
): string[] {
  const here = mutants.filter(mutant => mutant.source === source);
  const reach = ({ running }: Coverage) => here.filter(mutant => running.has(mutant.id)).length;
  return [...coverage]
    .filter(([, { covered }]) => covered.has(id))
    .sort(([a, x], [b, y]) => Number(isEndToEnd(a)) - Number(isEndToEnd(b)) || reach(y) - reach(x))
    .map(([spec]) => spec);
}

async function askAll(search: Search, mutants: readonly Mutant[], spec: string): Promise<number> {
  const asked: Mutant[] = [];
  for (const mutant of mutants) if (await ask(search, mutant, spec)) asked.push(mutant);
  if (!isEndToEnd(spec) || asked.length === 0 || (await search.warm.isSound(spec))) return asked.length;
  for (const mutant of asked) search.verdicts.add(mutant, spec, 'doubtful');
  return asked.length;
}

/** @returns whether it had to be asked */
async function ask({ verdicts, warm, onStep }: Search, mutant: Mutant, spec: string): Promise<boolean> {
  const isKnown = verdicts.on(mutant).some(verdict => verdict.spec === spec && verdict.outcome !== 'doubtful');
  if (isKnown || !isOpen(verdicts, mutant)) return false;
  const { outcome, why } = await warm.judge(spec, mutant.id);
  verdicts.add(mutant, spec, outcome, why);
  if (isEndToEnd(spec)) onStep(`${mutant.source}:${nameOf(mutant)} ${outcome} ${spec}`);
  return true;
}

function isOpen(verdicts: Verdicts, mutant: Mutant): boolean {
  return ['Pending', 'Survived', 'NoCoverage'].includes(verdicts.statusOf(mutant));
}

function isEndToEnd(spec: string): boolean {
  return spec.startsWith('test/e2e/');
}
