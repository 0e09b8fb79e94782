import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { KeptRounds } from './kept-rounds.js';
import { reportOf } from './report.js';
import { runApiFuzz } from './run-api-fuzz.js';
import { Sum } from './sum.js';

/**
 * `npm run test:api-fuzz -- --requests 10000 --seed 1`: requests made from the OpenAPI document, so many an operation, a hundred
 * of them to each server. `--operation 'POST /api/v1/holds'` (a part of it is enough) takes some operations alone, `--way complaints`
 * walks some ways alone, `--from-round 3` begins with the fourth server. What was found is told as it is found; any of it ends the
 * run with exit code 1, and so does, in a whole run, an operation that was never taken and that nobody has excused.
 *
 * Rounds are kept in `.cache/api-fuzz.jsonl`: the same command goes on after the last one that was made, and `--kept` tells what
 * they add up to, of every seed. `--kept-in <file>` keeps them elsewhere.
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
      isMade: round => kept.has({ ...round, operation }),
      onRound: round => {
        if (values.way === '') kept.add({ ...round, operation, commit });
      },
    }).catch((error: unknown) => {
      throw new Error(inspect(error), { cause: error });
    });
    const isOfAll = operation === '' && values.way === '' && !stop.signal.aborted;
    if (report.faults.length > 0 || (isOfAll && report.unexcused.length > 0)) process.exitCode = 1;
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
  say(JSON.stringify({ ...made, ...reportOf(sum, faults) }));
  if (faults.length > 0) process.exitCode = 1;
}

function commitNow(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
