import { createAccounts } from '../../src/cli/demo/create-accounts.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { startServer } from '../../src/server/start-server.js';
import { serveUntilLetGo } from './until-let-go.js';

/** Who is there when the measuring begins: staff ids by user name, and the token of the telephone system. */
export interface People {
  readonly ids: Readonly<Record<string, string>>;
  readonly ingestToken: string;
}

/** Tallenne on an empty database: makes the schema and the accounts of the demo. */
let people: People | undefined;
const server = await startServer({
  config: readConfig(process.env, { demo: true }),
  clock: new SystemClock(),
  onNotice: () => undefined,
  onLost: () => undefined,
  prepare: async app => {
    const { ids, ingestToken } = await createAccounts(app);
    people = { ids: Object.fromEntries(ids), ingestToken };
  },
});

serveUntilLetGo(people, () => server.stop());
