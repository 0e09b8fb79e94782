import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../src/platform/database/cluster-port.js';
import { checkCustody, custodyFindings } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { Client } from '../support/client.js';
import { FaultProcess } from '../support/fault-process.js';
import { InstanceTraffic } from '../support/instance-traffic.js';
import { startKeyCluster, type TestKeyCluster } from '../support/key-cluster.js';
import { callMetadata } from '../support/metadata.js';
import { OpenStream } from '../support/open-stream.js';
import { describeWith } from '../support/describe-with.js';
import { Proxy } from '../support/proxy.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { TusClient } from '../support/tus.js';

const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };
const CLIENTS = 8;
/** Four starts under load, one after the other, on a busy machine. */
const RESTARTS_MS = 600_000;
/** Ciphertext that belongs to nothing, which the nightly reconciliation removes. */
const LEFT_BY_A_KILL = /^(staged \S+ was left behind|blob \S+ has no row|key \S+ on \S+ belongs to nothing)$/;

describeWith('nginx', 'equal instances behind a proxy', nginx => {
  describe.each([2, 4])('%i of them', count => {
    let keys: TestKeyCluster;
    let eye: TestServer;
    let settings: Record<string, string>[];
    let instances: FaultProcess[];
    let proxy: Proxy;
    let maija: Client;
    let token: string;

    beforeAll(async () => {
      keys = await startKeyCluster();
      const env = { KEYS_DATABASE_URL: await keys.createDatabase() };
      // What looks at everything, and behind no proxy.
      eye = await startTestServer({ at: new Date(), env, secondFactor: true });
      const ports = await Promise.all(Array.from({ length: count }, freePort));
      settings = ports.map(port => ({ ...eye.env, PORT: String(port) }));
      instances = await Promise.all(settings.map(one => FaultProcess.start(one)));
      proxy = await Proxy.start(nginx, ports);
      token = (await eye.as('maija.malli')).token;
      maija = new Client(proxy.url, token);
    });

    afterAll(async () => {
      OpenStream.closeAll();
      await Promise.all(instances.map(instance => instance.stop()));
      await proxy.stop();
      await eye.stop();
      await keys.stop();
    });

    const at = (number: number): string => instances[number % count]?.url ?? '';
    const telephone = (url: string) => new Client(url, eye.ingestToken, eye.delivered);

    it('know a session wherever it was begun, and end it everywhere at once', async () => {
      const person = await eye.as('anna.aines');
      for (const { url } of instances) expect((await new Client(url, person.token).get('/me')).status).toBe(200);
      await new Client(at(1), person.token).delete('/sessions/current');
      for (const { url } of instances) expect((await new Client(url, person.token).get('/me')).status).toBe(401);
    });

    it('go on where another one has begun: uploads, playbacks, answers', async () => {
      const audio = wav({ seconds: 4 });
      eye.delivered.note(audio);
      const upload = (number: number) => new TusClient({ ...eye, url: at(number) });
      const id = await upload(0).begun(callMetadata(new Date()), audio.length);
      const half = Math.floor(audio.length / 2);
      expect((await upload(1).append(id, 0, audio.subarray(0, half))).status).toBe(204);
      const taken = await upload(0).append(id, half, audio.subarray(half));
      expect(taken.status).toBe(201);
      const granted = await new Client(at(0), token).post(`/recordings/${String(taken.body.id)}/playbacks`, PURPOSE);
      const url = String(granted.body.audioUrl);
      for (let number = 0; number < count; number += 1) {
        const part = await new Client(at(number), token).get(url, {
          range: `bytes=${number * 1000}-${number * 1000 + 999}`,
        });
        expect(part.bytes.equals(audio.subarray(number * 1000, number * 1000 + 1000))).toBe(true);
      }
    });

    it('tell pages that are open at one of them what changes at another', async () => {
      const administrator = await eye.as('yrjo.yllapito');
      const agent = await eye.as('kaisa.koenimi');
      const changes = await OpenStream.open(new Client(at(0), agent.token), '/api/v1/me/changes');
      const grants = await administrator.get(`/grants?staff=${eye.ids.get('kaisa.koenimi') ?? ''}`);
      const [grant] = grants.body.items as { id: string }[];
      const revoked = await new Client(at(1), administrator.token).post(`/grants/${grant?.id ?? ''}/revocation`, {
        reason: 'Koe.',
      });
      expect(revoked.status).toBe(200);
      expect(await changes.readUntil(/event: rights-changed/)).toBe(true);
    });

    it(
      'are restarted one after the other without a request that fails',
      async () => {
        const traffic = new InstanceTraffic({ url: proxy.url, telephone: telephone(proxy.url), listener: maija });
        const running = traffic.run(CLIENTS);
        for (const [number, one] of settings.entries()) {
          expect(await instances[number]?.stop()).toBe(0);
          instances[number] = await FaultProcess.start(one);
          await wait(500);
        }
        traffic.stop();
        await running;
        expect(traffic.failures).toEqual([]);
        expect(traffic.deliveries).toBeGreaterThan(count);
        expect(traffic.ranges).toBeGreaterThan(count);
        eye.clock.moveTo(new Date());
        await checkCustody(eye);
      },
      RESTARTS_MS,
    );

    it('lose nothing that was acknowledged when one of them is killed', async () => {
      const traffic = new InstanceTraffic({ url: proxy.url, telephone: telephone(proxy.url), listener: maija });
      const running = traffic.run(CLIENTS);
      await wait(1500);
      await instances[0]?.kill();
      await wait(1500);
      const after = traffic.deliveries;
      await expect(telephone(proxy.url).deliver(callMetadata(new Date()), wav({ seconds: 1 }))).resolves.toMatchObject({
        status: 201,
      });
      traffic.stop();
      await running;
      expect(after).toBeGreaterThan(0);
      expect(await traffic.lost()).toEqual([]);
      eye.clock.moveTo(new Date());
      expect((await custodyFindings(eye)).filter(finding => !LEFT_BY_A_KILL.test(finding))).toEqual([]);
      instances[0] = await FaultProcess.start(settings[0] ?? {});
    });

    it('leave nothing personal in the proxy’s logs, while one of them is away and where somebody comes without TLS', async () => {
      await instances[0]?.stop();
      for (let asked = 0; asked < 2 * count; asked += 1)
        expect((await maija.get('/recordings?ticket=Soittaja')).status).toBe(200);
      const plain = await fetch(`${proxy.plainUrl}/recordings?q=Testi%20Soittaja`, { redirect: 'manual' });
      expect(plain.status).toBe(301);
      instances[0] = await FaultProcess.start(settings[0] ?? {});
      const log = await proxy.log();
      expect(log).toContain('GET /api/v1/recordings');
      expect(log).toMatch(/ 502, 200$/m);
      expect(log).not.toMatch(/Soittaja|\?/);
    });
  });
});
