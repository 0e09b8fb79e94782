import { randomInt } from 'node:crypto';
import { inspect, parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { runApiFuzz } from './run-api-fuzz.js';

/**
 * `npm run test:api-fuzz -- --requests 10000 --seed 1`: requests made from the OpenAPI document, so many an operation, a hundred
 * of them to each server. `--operation 'POST /api/v1/holds'` (a part of it is enough) takes some operations alone, `--from-round 3`
 * begins with the fourth server. What was found is told as it is found; any of it ends the run with exit code 1.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    operation: { type: 'string', default: '' },
    'per-server': { type: 'string', default: '100' },
    'from-round': { type: 'string', default: '0' },
  },
});
const requests = Number(values.requests);
const seed = Number(values.seed ?? randomInt(2 ** 31));
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
  });
}
say(`${requests} requests an operation, seed ${seed}`);
await longRun(async () => {
  const report = await runApiFuzz({
    ...{ requests, seed, onProgress: say, signal: stop.signal },
    ...{ perServer: Number(values['per-server']), fromRound: Number(values['from-round']) },
    isWanted: ({ name }) => name.includes(values.operation),
  }).catch((error: unknown) => {
    throw new Error(inspect(error), { cause: error });
  });
  if (report.faults.length > 0) process.exitCode = 1;
  return { seed, ...report };
});
