import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { writeKeysBackup } from '../../src/cli/keys/back-up-keys.js';
import { readKeysBackup, withoutKeys } from '../../src/cli/keys/restore-keys.js';
import { withApp } from '../../src/cli/with-app.js';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { readConfig } from '../../src/platform/config/index.js';
import { standInFolder } from '../../src/platform/crypto/key-backup/keys-of-settings.js';
import { KeyGone } from '../../src/platform/crypto/key-gone.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { ContinueEffects } from '../../src/rights/effects/continue-effects.job.js';
import { checkCustody } from '../custody/check-custody.js';
import { openRingOf } from '../custody/kept-keys.js';
import type { Client } from '../support/client.js';
import { HoldScenes } from '../support/holds.js';
import { EffectScenes, type Delivered, type TakenUp } from '../support/rights-effects.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const BACKUP_DAYS = 7;

let server: TestServer;
let scenes: EffectScenes;
let oili: Client;
let satu: Client;
let maija: Client;

beforeAll(async () => {
  server = await startTestServer();
  scenes = new EffectScenes(server);
  [oili, satu, maija] = [
    await server.as('oili.oikeus'),
    await server.as('satu.sijainen'),
    await server.as('maija.malli'),
  ];
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

const people = (): [string, string] => [server.ids.get('oili.oikeus') ?? '', server.ids.get('satu.sijainen') ?? ''];

async function granted(recordings: readonly Delivered[]): Promise<TakenUp> {
  const taken = await scenes.takenUp(maija, ['erasure'], recordings);
  await scenes.confirmed(taken, 'erasure', 'granted', people());
  return taken;
}

const erase = ({ path }: TakenUp, body: object = {}, client = satu) => client.post(`${path}/erasures`, body);

describe('the right to erasure (GDPR art. 17)', () => {
  it('waits until two people have granted the claim', async () => {
    const recording = await scenes.deliver();
    const taken = await scenes.takenUp(maija, ['erasure'], [recording]);
    expectProblem(await erase(taken), 409, 'claim-not-confirmed');
    await server.sql(
      `update rights_claim set state = 'decided', outcome = 'granted', decided_by = $2 where case_id = $1`,
      [taken.id, people()[0]],
    );
    expectProblem(await erase(taken), 409, 'claim-not-confirmed');
    await scenes.confirmed(taken, 'erasure', 'refused', people());
    expectProblem(await erase(taken), 409, 'claim-not-confirmed');
    const access = await scenes.takenUp(maija, ['access'], [recording]);
    expectProblem(await erase(access), 409, 'claim-missing');
    expect((await oili.get(`/recordings/${recording.id}`)).status).toBe(200);
  });

  it('destroys keys, audio and rows, and states the day on which the last backup of the key has lapsed', async () => {
    const [recording, other] = [await scenes.deliver({ externalId: 'poistettava-1' }), await scenes.deliver()];
    const taken = await granted([recording]);
    const events = await eventsDuring(server, async () => {
      const { status, body } = await erase(taken);
      const finalOn = addDays(TODAY, BACKUP_DAYS);
      expect([status, body.state]).toEqual([201, 'done']);
      expect(body.result).toMatchObject({
        ...{ finalOn, offered: null, recordingIds: [recording.id] },
        erasures: [{ recordingId: recording.id, outcome: 'erased', finalOn }],
      });
    });
    expect(events.map(({ action }) => action)).toEqual([
      ...['rights-request.effect-prepared', 'erasure.requested', 'erasure.intended', 'erasure.completed'],
      'rights-request.effect-brought-about',
    ]);
    expectProblem(await oili.get(`/recordings/${recording.id}`), 404, 'not-found');
    expect((await oili.get(`/recordings/${other.id}`)).status).toBe(200);
    await expect(server.app.get(KeyRing).open(recording.id, recording.dueOn as Day)).rejects.toThrow(KeyGone);
    const certificates = await server.sql(
      'select unit_kind, reason, ground from deletion_certificate where unit_id = any($1) order by unit_kind desc',
      [[recording.id, recording.contactId]],
    );
    expect(certificates).toEqual([
      { unit_kind: 'recording', reason: 'erasure', ground: 'right-to-erasure' },
      { unit_kind: 'contact-history', reason: 'erasure', ground: 'right-to-erasure' },
    ]);
    const erasures = await server.sql('select reference, requested_by, decided_by from erasure where target_id = $1', [
      recording.id,
    ]);
    const [decidedBy, confirmedBy] = people();
    expect(erasures).toEqual([{ reference: taken.number, requested_by: decidedBy, decided_by: confirmedBy }]);
  });

  it('tells of the same erasure where it is taken up after a crash, and erases once', async () => {
    const recording = await scenes.deliver();
    const taken = await granted([recording]);
    const first = await erase(taken);
    await server.sql(`update rights_effect set state = 'begun' where case_id = $1`, [taken.id]);
    server.clock.moveTo(new Date(NOW.getTime() + 5 * 60_000));
    await server.app.get(ContinueEffects).everyMinute();
    const { body } = await oili.get(`${taken.path}/effects`);
    const [effect] = body.items as { result: object }[];
    expect(effect?.result).toEqual(first.body.result);
    expect(await server.sql('select id from erasure where target_id = $1', [recording.id])).toHaveLength(1);
  });

  it('comes after the package where the case asks for a copy as well', async () => {
    const recording = await scenes.deliver();
    const taken = await scenes.takenUp(maija, ['erasure', 'access'], [recording]);
    await scenes.confirmed(taken, 'erasure', 'granted', people());
    expectProblem(await erase(taken), 409, 'package-first');
    await scenes.confirmed(taken, 'access', 'granted', people());
    expectProblem(await erase(taken), 409, 'package-first');
    await scenes.confirmed(taken, 'access', 'refused', people());
    expect((await erase(taken)).status).toBe(201);
  });

  it('is not kept back by what the case itself holds, and is by what anybody else does', async () => {
    const [own, held] = [await scenes.deliver(), await scenes.deliver()];
    const taken = await granted([own, held]);
    const holds = new HoldScenes(server);
    const [risto, liisa] = [await server.as('risto.reklamaatio'), await server.as('liisa.lupa')];
    await holds.ask(oili, own.id, { kind: 'rights-request', reference: taken.number });
    const holdId = await holds.approved(risto, liisa, held.id);
    const { body } = await erase(taken);
    expect(body.result).toMatchObject({ offered: 'restriction', recordingIds: [own.id] });
    const outcomes = (body.result as { erasures: { recordingId: string; outcome: string }[] }).erasures;
    expect(new Map(outcomes.map(({ recordingId, outcome }) => [recordingId, outcome]))).toEqual(
      new Map([
        [own.id, 'erased'],
        [held.id, 'held'],
      ]),
    );
    const refused = (await loggedEvents(server, 'erasure.intended')).filter(({ outcome }) => outcome === 'refused');
    expect(refused.at(-1)).toMatchObject({ reason: 'held', recordingId: held.id, reference: taken.number });
    await returnsByItself(taken, held, () => liisa.post(`/holds/${holdId}/release`, { reason: 'Asia on ratkaistu.' }));
  });

  /** Refused under a hold, the claim waits, also in a closed case, and is in the queue again when the hold has ended. */
  async function returnsByItself(taken: TakenUp, held: Delivered, release: () => Promise<{ status: number }>) {
    const claim = async () => ((await oili.get(taken.path)).body.claims as { state: string }[])[0]?.state;
    const open = async () => {
      const { body } = await oili.get('/rights-requests?limit=200');
      return (body.items as { id: string }[]).some(({ id }) => id === taken.id);
    };
    const job = server.app.get(ContinueEffects);
    await scenes.state(taken, 'closed');
    await job.everyTenMinutes();
    expect([await claim(), await open()]).toEqual(['waiting', false]);
    expect((await release()).status).toBe(200);
    await job.everyTenMinutes();
    expect([await claim(), await open()]).toEqual(['open', true]);
    expect((await oili.get(taken.path)).body).toMatchObject({ state: 'assessing', closedAt: null });
    expect((await loggedEvents(server, 'rights-request.reopened')).at(-1)?.reference).toBe(taken.number);
    await scenes.confirmed(taken, 'erasure', 'granted', people());
    const { body } = await erase(taken, { recordingIds: [held.id] });
    expect(body.result).toMatchObject({ offered: null, recordingIds: [held.id] });
    expect(await claim()).toBe('confirmed');
  }
});

describe('an erasure while a backup of the keys exists', () => {
  it('is final on its day: until then the backup opens the recording, and after it nothing does', async () => {
    const place = await mkdtemp(join(tmpdir(), 'tallenne-backup-'));
    const secret = await generateX25519Identity();
    const [file, identity] = [join(place, 'keys.age'), join(place, 'identity')];
    await writeFile(identity, `# for the tests\n${secret}\n`);
    const recording = await scenes.deliver();
    await writeKeysBackup(server.app, file, await identityToRecipient(secret));
    const taken = await granted([recording]);
    const { body } = await erase(taken);
    const finalOn = (body.result as { finalOn: Day }).finalOn;

    const lastMoment = startOfDay(addDays(finalOn, 1)).getTime() - 1;
    server.clock.moveTo(new Date(lastMoment));
    const restored = await restore(place, file, identity);
    const ring = await openRingOf({ ...server, folders: { ...server.folders, keys: restored } });
    await expect(ring.open(recording.id, recording.dueOn as Day)).resolves.toBeDefined();
    await ring.close();

    server.clock.moveTo(new Date(lastMoment + 1));
    await expect(restore(place, file, identity)).rejects.toMatchObject({ code: 'key-backup-expired' });
    server.clock.moveTo(NOW);
    await rm(place, { recursive: true, force: true });
  });

  /** Restores the keys to a folder of their own, as the command does, and says where. */
  async function restore(place: string, file: string, identity: string): Promise<string> {
    const TALLENNE_KEYS_DIR = join(place, randomUUID());
    const settings = { ...server.env, TALLENNE_KEYS_DIR };
    await using standIn = await standInFolder();
    const session = { say: () => undefined, fail: () => undefined, untilStopped: () => Promise.resolve() };
    await withApp(
      withoutKeys(readConfig(settings), standIn.path, settings),
      session,
      async app => {
        await readKeysBackup(app, readConfig(settings), { file, identity });
      },
      server.clock,
    );
    return TALLENNE_KEYS_DIR;
  }
});
