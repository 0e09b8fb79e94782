import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { startTestCluster } from '../support/postgres.js';
import { runRevocations } from './run-revocations.js';

/**
 * `npm run test:revocations -- --trials 1000 --cut 100 --silent 100 --seed 1`: people are stopped in the middle of
 * listening, on two instances; then once more while the connections that hear of changes are cut all the time, and while
 * nothing is told at all. The last line is the report as JSON; an answer that did not stop in time ends it with exit code 1.
 */
const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '1000' },
    cut: { type: 'string', default: '100' },
    silent: { type: 'string', default: '100' },
    width: { type: 'string', default: '4' },
    seed: { type: 'string' },
  },
});
const seed = Number(values.seed ?? randomInt(2 ** 31));
const trials = { told: Number(values.trials), cut: Number(values.cut), silent: Number(values.silent) };
const cluster = await startTestCluster();
try {
  const template = await cluster.createDatabase('tallenne_template');
  await migrate(ormOptions(template.ownerUrl, 1), template.applicationUrl);
  process.env.TALLENNE_TEST_SUPERUSER_URL = cluster.superuserUrl;
  process.env.TALLENNE_TEST_OWNER_URL = template.ownerUrl;
  process.env.TALLENNE_TEST_APPLICATION_URL = template.applicationUrl;
  say(`${JSON.stringify(trials)} trials, seed ${seed}`);
  const report = await runRevocations({ trials, width: Number(values.width), seed, onProgress: say });
  say(JSON.stringify(report));
  if (report.faults.length > 0) process.exitCode = 1;
} finally {
  await cluster.stop();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
