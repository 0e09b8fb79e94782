import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AREAS, ROOT, areaOf, percent, sourcesOf, type Area } from '../support/areas.js';
import { longRun, say } from '../support/long-run.js';
import { Coverages } from './coverages.js';
import { instrument } from './enumerate.js';
import { equivalents } from './equivalents.js';
import { judgeByFurtherSpecs, judgeByOwnSpecs, type Search } from './judge.js';
import { ownSpecsOf, type Mutant } from './mutant.js';
import { intervalOf, reportOn, scoreOf, stand, tallyOf } from './report.js';
import { draw } from './sample.js';
import { Verdicts } from './verdicts.js';
import { WarmProcess } from './warm-process.js';

/**
 * `npm run test:mutation -- <area> [--sample 200 --seed 1] [--further src/ --further test/e2e/holds] [--report] [--only src/access/grants]
 * [--specs 3]`: what can be changed in an area without a spec failing. All changes that Stryker would make stand in one process, each
 * behind a switch. First the unit spec beside each file is asked; with `--further` (as often as one likes) the specs whose path begins so,
 * `--specs` of those that come by a survivor. `--sample` draws so many mutants of the area, and says between what the score of all lies.
 * Nothing is asked twice: what was found out stands in `.cache/mutation`, and a stop loses the mutant at work. `--report` asks nobody,
 * `--count` says how many mutants each area has. What is in `equivalents.json` counts for nothing. Ends with exit code 1 below 90 %.
 */
const { values, positionals } = parseArgs({
  options: {
    further: { type: 'string', multiple: true, default: [] },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    report: { type: 'boolean', default: false },
    count: { type: 'boolean', default: false },
    only: { type: 'string', default: 'src/' },
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
    const mutants = await mutantsOf(sources);
    const alone = mutants.filter(({ source }) => ownSpecsOf(source).length === 0);
    say(JSON.stringify({ area, files: sources.length, mutants: mutants.length, withoutUnitSpecsBeside: alone.length }));
  }
}

async function mutate(area: Area): Promise<void> {
  const sources = sourcesOf(area).filter(source => source.startsWith(values.only));
  const all = await mutantsOf(sources);
  const mutants = values.sample === undefined ? all : draw(all, Number(values.sample), Number(values.seed));
  const verdicts = new Verdicts(area);
  const coverages = new Coverages(area, sources);
  const warm = new WarmProcess(sources);
  if (!values.report) await judge({ mutants, all, verdicts, warm, coverages, onStep: say });
  report(area, mutants, verdicts);
}

async function mutantsOf(sources: readonly string[]): Promise<Mutant[]> {
  return (await instrument(sources)).flatMap(({ mutants }) => mutants);
}

async function judge(search: Search): Promise<void> {
  const begun = performance.now();
  const work = async () => {
    try {
      const own = await judgeByOwnSpecs(search);
      return { own, further: await judgeByFurtherSpecs(search, furtherSpecs(), Number(values.specs)) };
    } finally {
      await search.warm.end();
    }
  };
  if (furtherSpecs().some(spec => spec.startsWith('test/e2e/'))) return longRun(work);
  const asked = await work();
  say(JSON.stringify({ seconds: Math.round((performance.now() - begun) / 1000), ...asked }));
}

function furtherSpecs(): string[] {
  const specs = globSync(['src/**/*.spec.ts', 'test/e2e/**/*.spec.ts'], { cwd: ROOT }).sort();
  return specs.filter(spec => values.further.some(start => spec.startsWith(start)));
}

function report(area: Area, mutants: readonly Mutant[], verdicts: Verdicts): void {
  const judged = stand(mutants, verdicts, equivalents());
  for (const line of reportOn(judged)) say(line);
  const tally = tallyOf(judged);
  const { noticed, valid } = scoreOf(tally);
  const sample = values.sample === undefined ? {} : { sample: mutants.length, seed: Number(values.seed) };
  say(JSON.stringify({ area, mutants: mutants.length, ...sample, ...tally }));
  say(`${percent(noticed, valid)} % of the mutants of ${area} that were looked at are noticed, ${noticed} of ${valid}`);
  if (values.sample !== undefined) say(`With 95 % certainty ${intervalOf(tally)} of all are.`);
  if (100 * noticed < LEAST_PERCENT * valid || tally.pending > 0) process.exitCode = 1;
}
