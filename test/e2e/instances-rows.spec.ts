import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { checkCustody } from '../custody/check-custody.js';
import { Client } from '../support/client.js';
import { FaultProcess } from '../support/fault-process.js';
import { InstanceTraffic } from '../support/instance-traffic.js';
import { startKeyCluster, type TestKeyCluster } from '../support/key-cluster.js';
import { LockWaits } from '../support/lock-waits.js';
import { RowsWritten, type SharedRow } from '../support/rows-written.js';
import { startTestServer, type TestServer } from '../support/server.js';

const INSTANCE = 'instance-';
const CLIENTS_EACH = 4;
/** Enough at each instance that they meet. */
const DELIVERIES_EACH = 40;
const RANGES_EACH = 100;
const PATIENCE_MS = 90_000;

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
    written = await RowsWritten.watch(eye.sql);
  });

  afterAll(async () => {
    await Promise.all(instances.map(instance => instance.stop()));
    await eye.stop();
    await keys.stop();
  });

  it('write no row of each other’s, and never wait for each other', async () => {
    const traffics: InstanceTraffic[] = [];
    for (const { url } of instances) {
      const listener = new Client(url, (await eye.as('maija.malli')).token); // in a session of its own
      traffics.push(new InstanceTraffic({ url, telephone: new Client(url, eye.ingestToken, eye.delivered), listener }));
    }
    const waits = new LockWaits(eye.sql, INSTANCE);
    const running = traffics.map(traffic => traffic.run(CLIENTS_EACH));
    const until = performance.now() + PATIENCE_MS;
    while (!traffics.every(isEnough) && performance.now() < until) await wait(100);
    for (const traffic of traffics) traffic.stop();
    await Promise.all(running);
    console.log(JSON.stringify([await waits.stop(), waits.looks, await written.counts(INSTANCE), await written.shared(INSTANCE), traffics.map(t => [t.failures.slice(0, 3), t.deliveries, t.ranges])], null, 1));
    eye.clock.moveTo(new Date());
    await checkCustody(eye);
  });
});

function isEnough({ deliveries, ranges }: InstanceTraffic): boolean {
  return deliveries >= DELIVERIES_EACH && ranges >= RANGES_EACH;
}
export type Unused = SharedRow;
