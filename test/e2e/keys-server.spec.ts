import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { PgKeyRing } from '../../src/platform/crypto/pg-key-ring/pg-key-ring.js';
import { SettleFinalDays } from '../../src/retention/certificates/settle-final-days.job.js';
import { RunPurges } from '../../src/retention/index.js';
import { startServer } from '../../src/server/start-server.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import { wav } from '../support/audio.js';
import { startKeyCluster, type TestKeyCluster } from '../support/key-cluster.js';
import { callMetadata } from '../support/metadata.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };

describe('a server whose keys are in a cluster of their own', () => {
  let cluster: TestKeyCluster;
  let server: TestServer;

  beforeAll(async () => {
    cluster = await startKeyCluster();
    server = await startTestServer({ env: { KEYS_DATABASE_URL: await cluster.createDatabase() } });
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
    await cluster.stop();
  });

  async function deliver(at = server, seed = 1): Promise<{ id: string; dueOn: Day; audio: Buffer }> {
    const audio = wav({ seconds: 0.5, seed });
    const { status, body } = await at.ingest().deliver(callMetadata(at.clock.now()), audio);
    expect(status).toBe(201);
    return { id: String(body.id), dueOn: body.dueOn as Day, audio };
  }

  async function heard(id: string, at = server): Promise<Buffer> {
    const maija = await at.as('maija.malli');
    const granted = await maija.post(`/recordings/${id}/playbacks`, PURPOSE);
    return (await maija.get(String(granted.body.audioUrl))).bytes;
  }

  it('takes recordings and plays them, on every instance', async () => {
    const beside = await server.beside();
    const [here, there] = [await deliver(server, 1), await deliver(beside, 2)];

    expect(server.app.get(KeyRing)).toBeInstanceOf(PgKeyRing);
    for (const at of [server, beside]) {
      for (const { id, audio } of [here, there]) expect((await heard(id, at)).equals(audio)).toBe(true);
    }
    await beside.stop();
  });

  it('has the keys again after a restart of the cluster and of the server', async () => {
    const { id, audio } = await deliver(server, 3);
    await cluster.restart(200);
    const restarted = await server.beside();

    expect((await heard(id, restarted)).equals(audio)).toBe(true);
    await restarted.stop();
  });

  it('purges a day: its table and its keys are gone, on every instance', async () => {
    const { dueOn } = await deliver(server, 4);
    const beside = await server.beside();
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    await Promise.all([server, beside].map(at => at.app.get(RunPurges).execute()));

    expect(await server.sql('select from recording')).toEqual([]);
    expect(await beside.app.get(KeyRing).days()).not.toContain(dueOn);
    expect([...(await readKept(server)).wrappings.values()].flat()).not.toContain(dueOn);
    await beside.stop();
  });

  it('calls a purge final only when the log of the key cluster has gone, on whatever instance looks', async () => {
    const { id, dueOn } = await deliver(server, 5);
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    await server.app.get(RunPurges).execute();
    const beside = await server.beside();
    const finalOn = async () => {
      await Promise.all([server, beside].map(at => at.app.get(SettleFinalDays).execute()));
      const aila = await server.as('aila.auditoija');
      return (await aila.get(`/retention/certificates/${id}`)).body.finalOn;
    };

    expect(await finalOn()).toBeNull();
    await cluster.letWalGo();
    expect(await finalOn()).toBe(addDays(dueOn, 7));
    await beside.stop();
  });
});

describe('the start with keys in a cluster', () => {
  let cluster: TestKeyCluster;
  let server: TestServer;

  beforeAll(async () => {
    cluster = await startKeyCluster();
    server = await startTestServer({ env: { KEYS_DATABASE_URL: await cluster.createDatabase() } });
    await server.stop();
  });

  afterAll(() => cluster.stop());

  const startWith = (changed: Record<string, string | undefined>) =>
    startServer({
      config: readConfig({ ...server.env, ...changed }),
      clock: new MovableClock(NOW),
      onNotice: () => undefined,
      onLost: () => undefined,
    });

  it('is refused with a cluster that came up empty, and with the folder alone', async () => {
    const empty = await cluster.createDatabase();
    await expect(startWith({ KEYS_DATABASE_URL: empty })).rejects.toMatchObject({ code: 'key-ring-unknown' });
    await expect(startWith({ KEYS_DATABASE_URL: undefined })).rejects.toMatchObject({ code: 'key-ring-unknown' });
  });

  it('is refused with the cluster of the main database', async () => {
    await expect(startWith({ KEYS_DATABASE_URL: server.database.ownerUrl })).rejects.toMatchObject({
      code: 'key-cluster-refused',
      message: expect.stringContaining('this is the cluster of the main database'),
    });
  });

  it('is refused where the cluster is away', async () => {
    const nobody = 'postgresql://tallenne_owner:x@127.0.0.1:1/keys';
    await expect(startWith({ KEYS_DATABASE_URL: nobody })).rejects.toMatchObject({ code: 'key-ring-unavailable' });
  });
});
