import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { KeptRounds } from './kept-rounds.js';
import { failuresOf, reportOf, type ApiFuzzReport } from './report.js';
import { runApiFuzz } from './run-api-fuzz.js';
import { Sum } from './sum.js';

/**
 * `npm run test:api-fuzz -- --requests 10000 --seed 1`: requests made from the OpenAPI document, so many an operation, a hundred
 * of them to each server. `--operation 'POST /api/v1/holds'` (a part of it is enough) takes some operations alone, `--way complaints`
 * walks some ways alone, `--from-round 3` begins with the fourth server. What was found is told as it is found; any of it ends the
 * run with exit code 1, and so do a way that was not walked to its end, a run that sent nothing, and, in a whole run, an operation that
 * was never taken and that nobody has excused.
 *
 * Rounds are kept in `.cache/api-fuzz.jsonl`: the same command goes on after the last one that was made on the same commit, where nothing
 * is changed since, without a fault; `--kept` tells what they add up to, of every seed. `--kept-in <file>` keeps them elsewhere.
 */
const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    operation: { type: 'string', default: '' },
    way: { type: 'string', default: '' },
    'per-server': { type: 'string', default: '100' },
    'from-round': { type: 'string', default: '0' },
    kept: { type: 'boolean', default: false },
    'kept-in': { type: 'string', default: join(root, '.cache/api-fuzz.jsonl') },
  },
});
const { operation } = values;
const kept = new KeptRounds(values['kept-in']);
if (values.kept) tellKept();
else await run(Number(values.requests), Number(values.seed ?? randomInt(2 ** 31)));

async function run(requests: number, seed: number): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  say(`${requests} requests an operation, seed ${seed}`);
  const commit = commitNow();
  await longRun(async () => {
    const report = await runApiFuzz({
      ...{ requests, seed, onProgress: say, signal: stop.signal },
      ...{ perServer: Number(values['per-server']), fromRound: Number(values['from-round']) },
      way: values.way,
      isWanted: ({ name }) => name.includes(operation),
      kept: round =>
        values.way === '' ? kept.of({ ...round, operation, commit: commit.isClean ? commit.name : null }) : undefined,
      onRound: round => {
        if (values.way === '')
          kept.add({ ...round, operation, commit: commit.isClean ? commit.name : `${commit.name} and changes` });
      },
    }).catch((error: unknown) => {
      throw new Error(inspect(error), { cause: error });
    });
    const isOfAll = operation === '' && values.way === '' && !stop.signal.aborted;
    judge(report, isOfAll);
    return { seed, ...report };
  });
}

/** What all rounds that were kept add up to, of the operations that are asked for. */
function tellKept(): void {
  const sum = new Sum();
  const rounds = kept.all().filter(round => round.operation === operation);
  for (const round of rounds) sum.take(round.sum);
  const faults = rounds.flatMap(round => round.faults.map(fault => `${round.name} ${fault}`));
  const [seeds, commits] = [rounds.map(({ name }) => name.split('/')[0]), rounds.map(({ commit }) => commit)];
  const made = { rounds: rounds.length, seeds: [...new Set(seeds)], commits: [...new Set(commits)] };
  const report = reportOf(sum, faults);
  say(JSON.stringify({ ...made, ...report }));
  judge(report, operation === '');
}

function judge(report: ApiFuzzReport, isOfAll: boolean): void {
  const failures = failuresOf(report, isOfAll);
  for (const failure of failures.filter(one => !report.faults.includes(one))) say(`FAULT ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}

/** The commit that the tree stands at; not clean where anything is changed since, or nobody knows. */
function commitNow(): { readonly name: string; readonly isClean: boolean } {
  const git = (...asked: string[]) => execFileSync('git', asked, { cwd: root, encoding: 'utf8' }).trim();
  try {
    return { name: git('rev-parse', '--short', 'HEAD'), isClean: git('status', '--porcelain') === '' };
  } catch {
    return { name: 'unknown', isClean: false };
  }
}
