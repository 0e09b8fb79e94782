import { SystemClock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { startServer } from '../../src/server/start-server.js';
import { serveUntilLetGo } from './until-let-go.js';

/** Tallenne as it is served, with the settings of the environment. */
const server = await startServer({
  config: readConfig(process.env, { demo: true }),
  clock: new SystemClock(),
  onNotice: () => undefined,
  onLost: line => {
    process.stderr.write(`${line}\n`);
    process.exit(1);
  },
});

serveUntilLetGo(server.url, () => server.stop());
