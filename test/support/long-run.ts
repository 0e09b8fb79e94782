import pg from 'pg';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { startTestCluster } from './postgres.js';

/**
 * Runs what `npm test` has no time for on a PostgreSQL of its own, on which `startTestServer` then makes its databases. What `work`
 * returns is printed as JSON on the last line, with the seconds it took; where it throws, its message and exit code 1.
 * @param durable whether the database waits for the disk, as at a user's: for what is timed
 */
export async function longRun(
  work: () => Promise<Readonly<Record<string, unknown>>>,
  { durable = false }: { readonly durable?: boolean } = {},
): Promise<void> {
  const begun = performance.now();
  const cluster = await startTestCluster();
  try {
    if (!durable) await forgetSafety(cluster.superuserUrl);
    const template = await cluster.createDatabase('tallenne_template');
    await migrate(ormOptions(template.ownerUrl, 1), template.applicationUrl);
    process.env.TALLENNE_TEST_SUPERUSER_URL = cluster.superuserUrl;
    process.env.TALLENNE_TEST_OWNER_URL = template.ownerUrl;
    process.env.TALLENNE_TEST_APPLICATION_URL = template.applicationUrl;
    const report = await work();
    say(JSON.stringify({ seconds: Math.round((performance.now() - begun) / 1000), ...report }));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    await cluster.stop();
  }
}

/** One line on standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Nothing here need outlive a power cut. */
async function forgetSafety(superuserUrl: string): Promise<void> {
  const client = new pg.Client(superuserUrl);
  await client.connect();
  for (const statement of ['alter system set fsync = off', 'select pg_reload_conf()']) await client.query(statement);
  await client.end();
}
