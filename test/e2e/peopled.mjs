import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IntegrateEvents } from '../../dist/src/audit/index.js';
import { createAccounts } from '../../dist/src/cli/demo/create-accounts.js';
import { MovableClock } from '../../dist/src/kernel/clock.js';
import { readConfig } from '../../dist/src/platform/config/index.js';
import { startServer } from '../../dist/src/server/start-server.js';
import { NOW } from '../support/now.ts';
import { settingsOf } from '../support/settings.ts';

/** Just before the tests begin: within one millisecond, the ids of two processes would be in no order. */
const JUST_BEFORE = new Date(NOW.getTime() - 1);

/**
 * A server that has made the demo's accounts and was stopped with its log integrated, for each test's own to begin as a copy of: its
 * folders, and who is there. `database` is left as a template.
 */
export async function startedOnce(database) {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-peopled-'));
  let people;
  const server = await startServer({
    config: readConfig(settingsOf({ folder, database }), { demo: true }),
    clock: new MovableClock(JUST_BEFORE),
    onNotice: () => undefined,
    onLost: line => process.stderr.write(`${line}\n`),
    prepare: async app => {
      people = await createAccounts(app);
      await app.get(IntegrateEvents).execute();
    },
  });
  await server.stop();
  return { folder, ids: [...people.ids], ingestToken: people.ingestToken };
}
