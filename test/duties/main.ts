import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { startTestCluster } from '../support/postgres.js';
import { runSequences } from './run-sequences.js';

/**
 * `npm run test:duties -- --sequences 10000 --seed 1`: duties, grants and reviews beside a model; the first difference
 * ends it with exit code 1 and the smallest sequence that shows it. The last line is the report as JSON.
 */
const { values } = parseArgs({
  options: { sequences: { type: 'string', default: '10000' }, seed: { type: 'string' } },
});
const sequences = Number(values.sequences);
const seed = Number(values.seed ?? randomInt(2 ** 31));
const begun = performance.now();
const cluster = await startTestCluster();
try {
  say(`${sequences} sequences, seed ${seed}`);
  await forgetSafety(cluster.superuserUrl);
  const template = await cluster.createDatabase('tallenne_template');
  await migrate(ormOptions(template.ownerUrl, 1), template.applicationUrl);
  process.env.TALLENNE_TEST_SUPERUSER_URL = cluster.superuserUrl;
  process.env.TALLENNE_TEST_OWNER_URL = template.ownerUrl;
  process.env.TALLENNE_TEST_APPLICATION_URL = template.applicationUrl;
  const counts = await runSequences({ sequences, seed, onProgress: say });
  say(JSON.stringify({ seed, seconds: Math.round((performance.now() - begun) / 1000), ...counts.toJSON() }));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await cluster.stop();
}

/** Nothing here need outlive a power cut. */
async function forgetSafety(superuserUrl: string): Promise<void> {
  const client = new pg.Client(superuserUrl);
  await client.connect();
  for (const statement of ['alter system set fsync = off', 'select pg_reload_conf()']) await client.query(statement);
  await client.end();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
