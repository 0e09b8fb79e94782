import '../support/typescript-hook.mjs';
import { ormOptions } from '../../dist/src/mikro-orm.config.js';
import { migrate } from '../../dist/src/platform/database/migrate.js';

/**
 * One cluster for all end-to-end tests, with a migrated database that each test file's own is a copy of, and with one in which
 * the demo's accounts are made already, for the tests that begin with them at the usual time.
 */
export default async function setUp() {
  const { startTestCluster } = await import('../support/postgres.ts');
  const cluster = await startTestCluster();
  const template = await cluster.createDatabase('tallenne_template');
  await migrate(ormOptions(template.ownerUrl, 1), template.applicationUrl);
  process.env.TALLENNE_TEST_SUPERUSER_URL = cluster.superuserUrl;
  process.env.TALLENNE_TEST_OWNER_URL = template.ownerUrl;
  process.env.TALLENNE_TEST_APPLICATION_URL = template.applicationUrl;
  globalThis.tallenneTestCluster = cluster;
  const { startedOnce } = await import('./peopled.mjs');
  const peopled = await startedOnce(await cluster.createDatabase('tallenne_peopled', 'tallenne_template'));
  process.env.TALLENNE_TEST_PEOPLED = JSON.stringify(peopled);
}
