import { createAccounts } from '../../dist/src/cli/demo/create-accounts.js';
import { SystemClock } from '../../dist/src/kernel/clock.js';
import { readConfig } from '../../dist/src/platform/config/index.js';
import { startServer } from '../../dist/src/server/start-server.js';

/** The first start of a server on empty folders: makes the demo's accounts, says the ingest token, and stops. */
let ingestToken = '';
const server = await startServer({
  config: readConfig(process.env, { demo: true }), // known passwords belong to it
  clock: new SystemClock(),
  onNotice: () => undefined,
  onLost: line => {
    throw new Error(line);
  },
  prepare: async app => {
    ({ ingestToken } = await createAccounts(app));
  },
});
await server.stop();
process.stdout.write(`${JSON.stringify({ ingestToken })}\n`);
