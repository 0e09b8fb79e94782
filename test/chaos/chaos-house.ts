import { Reconcile } from '../../src/retention/index.js';
import { custodyFindings } from '../custody/check-custody.js';
import { FaultyDatabase } from '../support/faulty-database.js';
import { startFaultyServer, type FaultyServer } from '../support/fault-server.js';
import { startKeyCluster } from '../support/key-cluster.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { letServeForYears } from '../support/years.js';

const DAY_AND_MORE_MS = 25 * 3_600_000;

/** A server whose ways to its database and to its key cluster lead past faults, and one beside it without any. */
export interface ChaosHouse {
  readonly server: TestServer;
  readonly faulty: FaultyServer;
  /** The ways that can be struck. */
  readonly links: { readonly database: FaultyDatabase; readonly keys: FaultyDatabase };
  /** What is wrong with the custody of everything, a night after all that has happened. */
  findings(): Promise<string[]>;
  stop(): Promise<void>;
}

export async function chaosHouse(): Promise<ChaosHouse> {
  const cluster = await startKeyCluster();
  const keysUrl = await cluster.createDatabase();
  const keys = await FaultyDatabase.before(keysUrl);
  const server = await startTestServer({ env: { KEYS_DATABASE_URL: keysUrl } });
  await letServeForYears(server);
  const faulty = await startFaultyServer(server, { KEYS_DATABASE_URL: keys.url });
  return {
    ...{ server, faulty, links: { database: faulty.database, keys } },
    findings: async () => {
      server.clock.advance(DAY_AND_MORE_MS);
      await server.app.get(Reconcile).execute(null);
      return custodyFindings(server);
    },
    stop: async () => {
      await faulty.stop();
      await keys.stop();
      await server.stop();
      await cluster.stop();
    },
  };
}
