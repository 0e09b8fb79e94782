import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { Client } from '../support/client.js';
import { FaultProcess } from '../support/fault-process.js';
import { InstanceTraffic } from '../support/instance-traffic.js';
import { startKeyCluster, type TestKeyCluster } from '../support/key-cluster.js';
import { LockWaits } from '../support/lock-waits.js';
import { callMetadata } from '../support/metadata.js';
import { RowsWritten } from '../support/rows-written.js';
import { startTestServer, type TestServer } from '../support/server.js';

const INSTANCE = 'instance-';
const CLIENTS_EACH = 4;
/** Enough at each instance that they meet. */
const DELIVERIES_EACH = 25;
const RANGES_EACH = 60;
const PATIENCE_MS = 150_000;

/**
 * What no request writes but to add a row: jobs that claim theirs (design §1.6) take it up at whichever instance looks first. And of a
 * token that comes to both, when it was used last.
 */
const WHOEVER_COMES = new Set([
  ...['audit_pending', 'audit_head', 'audit_copy', 'arrival_change', 'arrival_tally', 'clock_sighting'],
  ...['service_token', 'service_account'],
]);
/** Where one token comes to both in the moment in which its last use is written again. */
const ONCE_A_WHILE = /update service_token set last_used_at/;

describe('two instances under load', () => {
  let keys: TestKeyCluster;
  let eye: TestServer;
  let instances: FaultProcess[];
  let written: RowsWritten;

  beforeAll(async () => {
    keys = await startKeyCluster();
    const env = { KEYS_DATABASE_URL: await keys.createDatabase() };
    eye = await startTestServer({ at: new Date(), env, secondFactor: true });
    // `pg` names each connection of a pool by this, and so tells the database whose it is.
    const named = [1, 2].map(number => ({ ...eye.env, PORT: '0', PGAPPNAME: `${INSTANCE}${number}` }));
    instances = await Promise.all(named.map(settings => FaultProcess.start(settings)));
    written = await RowsWritten.watch(sql);
  });

  afterAll(async () => {
    await Promise.all(instances.map(instance => instance.stop()));
    await eye.stop();
    await keys.stop();
  });

  const sql = <Row extends object>(text: string, values?: readonly unknown[]) => eye.sql<Row>(text, values);
  const telephone = (url: string) => new Client(url, eye.ingestToken, eye.delivered);

  it(
    'write no row of each other’s, and nobody waits at one for what the other does',
    async () => {
      // The day's key and the use of the token are written once by whoever comes first, so one comes before the other.
      for (const { url } of instances)
        expect((await telephone(url).deliver(callMetadata(new Date()), wav({ seconds: 1 }))).status).toBe(201);
      const traffics: InstanceTraffic[] = [];
      for (const { url } of instances) {
        const listener = new Client(url, (await eye.as('maija.malli')).token); // in a session of its own
        traffics.push(new InstanceTraffic({ url, telephone: telephone(url), listener }));
      }
      const waits = new LockWaits(sql, INSTANCE);
      const running = traffics.map(traffic => traffic.run(CLIENTS_EACH));
      const until = performance.now() + PATIENCE_MS;
      while (!traffics.every(isEnough) && performance.now() < until) await wait(100);
      for (const traffic of traffics) traffic.stop();
      await Promise.all(running);
      const waited = await waits.stop();

      expect(traffics.map(({ failures }) => failures)).toEqual([[], []]);
      expect(traffics.map(isEnough)).toEqual([true, true]);
      expect(Object.keys(await written.counts(INSTANCE))).toEqual([`${INSTANCE}1`, `${INSTANCE}2`]);
      expect((await written.shared(INSTANCE)).filter(({ table }) => !WHOEVER_COMES.has(table))).toEqual([]);
      expect(waits.looks).toBeGreaterThan(0);
      expect(waited.filter(({ query }) => !ONCE_A_WHILE.test(query))).toEqual([]);
      const deadlocks = 'select deadlocks::int from pg_stat_database where datname = current_database()';
      expect(await sql(deadlocks)).toEqual([{ deadlocks: 0 }]);
      eye.clock.moveTo(new Date());
      await checkCustody(eye);
    },
    2 * PATIENCE_MS,
  );
});

function isEnough({ deliveries, ranges }: InstanceTraffic): boolean {
  return deliveries >= DELIVERIES_EACH && ranges >= RANGES_EACH;
}
