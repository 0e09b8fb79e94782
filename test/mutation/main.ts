import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { countedBy } from '../branch-coverage/counts.js';
import { AREAS, ROOT, areaOf, percent, sourcesOf, type Area } from '../support/areas.js';
import { longRun, say } from '../support/long-run.js';
import { mutateByFurtherSpecs } from './by-further-specs.js';
import { mutateByOwnSpecs, ownSpecsOf } from './by-own-specs.js';
import { mutantsOf } from './enumerate.js';
import { isAlive, readResult } from './mutant.js';
import { linesOf, tallyOf } from './report.js';
import { Verdicts, type Verdict } from './verdicts.js';

/**
 * `npm run test:mutation -- <area> [--e2e] [--report] [--only src/access/grants] [--concurrency 1] [--specs 3]`: what can be changed in
 * an area without a spec failing. First Stryker asks the unit spec beside each file; with `--e2e` the specs that
 * `npm run test:coverage` saw come by a survivor are asked as well, unit and end-to-end, `--specs` of them at most. Nothing is
 * asked twice: what was found out stands in `.cache/mutation`, and a stop loses the file or the mutant at work. `--report` asks
 * nobody, `--count` says how many mutants each area has. The mutants are all that there are, so there is no seed. Ends with exit code 1 below 90 %.
 */
const { values, positionals } = parseArgs({
  options: {
    e2e: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    count: { type: 'boolean', default: false },
    only: { type: 'string', default: 'src/' },
    concurrency: { type: 'string', default: '1' },
    specs: { type: 'string', default: '3' },
  },
  allowPositionals: true,
});
const LEAST_PERCENT = 90;
if (values.count) await count();
else await mutate(areaOf(positionals[0]));

async function count(): Promise<void> {
  for (const area of AREAS) {
    const sources = sourcesOf(area);
    let mutants = 0;
    let alone = 0;
    for (const source of sources) {
      const { length } = await mutantsOf(source);
      mutants += length;
      if (ownSpecsOf(source).length === 0) alone += length;
    }
    say(JSON.stringify({ area, files: sources.length, mutants, withoutUnitSpecsBeside: alone }));
  }
}

async function mutate(area: Area): Promise<void> {
  const sources = sourcesOf(area).filter(source => source.startsWith(values.only));
  const verdicts = new Verdicts(area);
  if (!values.report) for (const source of sources) await own(area, source);
  if (values.e2e && !values.report) await longRun(() => further(area, sources, verdicts));
  report(area, sources, verdicts);
}

async function own(area: Area, source: string): Promise<void> {
  if (!(await mutateByOwnSpecs(area, source, Number(values.concurrency)))) return;
  const { mutants = [], seconds = 0 } = readResult(area, source) ?? {};
  say(`${source}: ${mutants.length} mutants in ${seconds} s`);
}

async function further(
  area: Area,
  sources: readonly string[],
  verdicts: Verdicts,
): Promise<Readonly<Record<string, unknown>>> {
  const specs = globSync(['src/**/*.spec.ts', 'test/e2e/**/*.spec.ts'], { cwd: ROOT }).sort();
  const counted = specs.map(countedBy).filter(one => one !== null);
  say(`${counted.length} of ${specs.length} specs are counted; the others are asked nothing`);
  let asked = 0;
  for (const source of sources) {
    const survivors = (readResult(area, source)?.mutants ?? []).filter(isAlive);
    const onVerdict = (verdict: Verdict) => {
      asked++;
      say(`${source}:${verdict.mutant} ${verdict.outcome} ${verdict.spec}`);
    };
    await mutateByFurtherSpecs({ source, survivors, counted, most: Number(values.specs), verdicts, onVerdict });
  }
  return { area, verdicts: asked };
}

function report(area: Area, sources: readonly string[], verdicts: Verdicts): void {
  const tallies = sources.map(source => tallyOf(area, source, verdicts)).filter(tally => tally !== null);
  for (const tally of tallies) for (const line of linesOf(tally)) say(line);
  const [detected, valid] = [sum(tallies.map(one => one.detected)), sum(tallies.map(one => one.valid))];
  say(JSON.stringify({ area, files: sources.length, judged: tallies.length, detected, valid }));
  say(`${percent(detected, valid)} % of the mutants of ${area} are noticed`);
  if (100 * detected < LEAST_PERCENT * valid || tallies.length < sources.length) process.exitCode = 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
