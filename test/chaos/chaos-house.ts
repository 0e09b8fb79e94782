import { BlobStore } from '../../src/platform/blobs/blob-store.js';
import { Reconcile } from '../../src/retention/index.js';
import { custodyFindings } from '../custody/check-custody.js';
import type { Ceph } from '../support/ceph.js';
import { FaultyDatabase } from '../support/faulty-database.js';
import type { FaultyLink } from '../support/faulty-link.js';
import { FaultyStore } from '../support/faulty-store.js';
import { recordingsIn } from '../support/in-bucket.js';
import { startFaultyServer, type FaultyServer } from '../support/fault-server.js';
import { startKeyCluster } from '../support/key-cluster.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { letServeForYears } from '../support/years.js';
import type { LinkName } from './chaos-ways.js';

const DAY_AND_MORE_MS = 25 * 3_600_000;

/** A server whose ways to its database, to its key cluster and to its store lead past faults, and one beside it without any. */
export interface ChaosHouse {
  readonly server: TestServer;
  readonly faulty: FaultyServer;
  /** The ways that can be struck; that to the store where it is one of its own, and no folder. */
  readonly links: Readonly<Partial<Record<LinkName, FaultyLink>>>;
  /** What is wrong with the custody of everything, a night after all that has happened. */
  findings(): Promise<string[]>;
  stop(): Promise<void>;
}

/** @param ceph where recordings are kept; else in a folder */
export async function chaosHouse(ceph?: Ceph): Promise<ChaosHouse> {
  const cluster = await startKeyCluster();
  const keysUrl = await cluster.createDatabase();
  const keys = await FaultyDatabase.before(keysUrl);
  const store = ceph && (await FaultyStore.before(ceph.endpoint));
  const place = ceph && { ...(await (await ceph.user()).bucket()), prefix: 'audio/' };
  const server = await startTestServer({
    at: new Date(), // by which blobs are as young as they say
    env: { KEYS_DATABASE_URL: keysUrl, ...(place ? recordingsIn(place) : {}) },
  });
  await letServeForYears(server);
  const past = store ? { TALLENNE_S3_ENDPOINT: store.endpoint } : {};
  const faulty = await startFaultyServer(server, { KEYS_DATABASE_URL: keys.url, ...past });
  return {
    ...{ server, faulty, links: { database: faulty.database, keys, ...(store ? { store } : {}) } },
    findings: async () => {
      server.clock.advance(DAY_AND_MORE_MS);
      // Nobody delivers any more; the job waits for a day of the store's own clock.
      await server.app.get(BlobStore).sweepStaged(0);
      await server.app.get(Reconcile).execute(null);
      return custodyFindings(server);
    },
    stop: async () => {
      await faulty.stop();
      await keys.stop();
      await server.stop();
      await store?.stop();
      await cluster.stop();
    },
  };
}
