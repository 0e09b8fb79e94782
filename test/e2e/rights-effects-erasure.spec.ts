import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { writeKeysBackup } from '../../src/cli/keys/back-up-keys.js';
import { readKeysBackup, withoutKeys } from '../../src/cli/keys/restore-keys.js';
import { withApp } from '../../src/cli/with-app.js';
import { addDays, helsinkiDay, parseDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { readConfig } from '../../src/platform/config/index.js';
import { standInFolder } from '../../src/platform/crypto/key-backup/keys-of-settings.js';
import { strikeAt, type CrashPoint } from '../../src/kernel/crash-points.js';
import { KeyGone } from '../../src/platform/crypto/key-gone.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { ContinueEffects } from '../../src/rights/effects/continue-effects.job.js';
import type { Right } from '../../src/rights/case/rights.js';
import { checkCustody } from '../custody/check-custody.js';
import { openRingOf } from '../custody/kept-keys.js';
import { CONTACTS } from '../support/decided-case.js';
import { HoldScenes } from '../support/holds.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { pdfText } from '../support/pdf-text.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { COPY, GRANTED, WholeCases, WITHHELD, type Call, type CaseAt } from '../support/whole-case.js';

const TODAY = helsinkiDay(NOW);
const BACKUP_DAYS = 7;

let server: TestServer;
let cases: WholeCases;
let holds: HoldScenes;

beforeAll(async () => {
  server = await startTestServer({ env: CONTACTS });
  cases = await WholeCases.on(server);
  holds = new HoldScenes(server);
});

afterEach(async () => {
  strikeAt();
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

const PARTLY = { outcome: 'partly-granted', ground: 'under-hold-17', reasons: 'Reklamaatio on kesken.' };

/** A case of somebody who called once, and the call, which is taken up. */
async function asked(rights: readonly Right[]): Promise<[CaseAt, Call]> {
  const caller = cases.somebody();
  const call = await cases.called(caller, {}, 0.3);
  const at = await cases.opened(rights, caller);
  await cases.takenUp(at, caller, [call]);
  return [at, call];
}

/** The same of somebody who called twice. */
async function askedOfTwo(rights: readonly Right[]): Promise<[CaseAt, Call, Call]> {
  const caller = cases.somebody();
  const [one, other] = [await cases.called(caller, {}, 0.3), await cases.called(caller, {}, 0.3)];
  const at = await cases.opened(rights, caller);
  await cases.takenUp(at, caller, [one, other]);
  return [at, one, other];
}

async function heldByAComplaint({ id }: { readonly id: string }): Promise<string> {
  return holds.approved(cases.by.risto, cases.by.liisa, id);
}

const release = (holdId: string) => cases.by.liisa.post(`/holds/${holdId}/release`, { reason: 'Asia on ratkaistu.' });

/** The one erasure of a case. */
async function erasureOf(at: CaseAt) {
  const effects = (await cases.effects(at)).filter(({ kind }) => kind === 'erasure');
  expect(effects).toHaveLength(1);
  return effects[0];
}

function outcomesOf(effect: Awaited<ReturnType<typeof erasureOf>>): Record<string, string> {
  return Object.fromEntries((effect?.result?.erasures ?? []).map(({ recordingId, outcome }) => [recordingId, outcome]));
}

describe('the right to erasure (GDPR art. 17)', () => {
  it('takes nothing until a second person has granted the claim as well', async () => {
    const [at, call] = await asked(['erasure']);
    const erase = () => cases.by.satu.post(`${at.path}/erasures`, {});
    expectProblem(await erase(), 409, 'claim-not-confirmed');
    await cases.decide(at, 'erasure', GRANTED);
    expectProblem(await erase(), 409, 'claim-not-confirmed');
    expectProblem(await cases.confirm(at, 'erasure', cases.by.oili), 403, 'not-second-person');
    expect([await cases.effects(at), await cases.lastDay(call)]).toEqual([[], call.dueOn]);
    const [access] = await asked(['access']);
    expectProblem(await cases.by.oili.post(`${access.path}/erasures`, {}), 409, 'claim-missing');
  });

  it('takes nothing where two people have refused it', async () => {
    const [at, call] = await asked(['erasure']);
    await cases.decided(at, 'erasure', {
      outcome: 'refused',
      ground: 'legal-claims-17-3-e',
      reasons: 'Riita on kesken.',
    });
    expectProblem(await cases.by.satu.post(`${at.path}/erasures`, {}), 409, 'claim-not-confirmed');
    expect([await cases.effects(at), await cases.lastDay(call)]).toEqual([[], call.dueOn]);
  });

  it('is carried out with the second person’s word: keys, audio and rows go, and the day is stated on which the last backup of the key has lapsed', async () => {
    const [at, call] = await asked(['erasure']);
    const other = await cases.called(cases.somebody());
    await cases.decide(at, 'erasure', GRANTED);
    const events = await eventsDuring(server, () => cases.confirm(at, 'erasure'));
    expect(events.filter(({ action }) => action !== 'rights-request.opened').map(({ action }) => action)).toEqual([
      ...['rights-request.decision-confirmed', 'rights-request.effect-prepared'],
      ...['erasure.requested', 'erasure.intended', 'erasure.completed', 'rights-request.effect-brought-about'],
    ]);
    const finalOn = addDays(TODAY, BACKUP_DAYS);
    expect(await erasureOf(at)).toMatchObject({
      ...{ state: 'done', preparedBy: null },
      result: {
        ...{ finalOn, offered: null, recordingIds: [call.id] },
        erasures: [{ recordingId: call.id, outcome: 'erased', finalOn }],
      },
    });
    expect([await cases.lastDay(call), await cases.lastDay(other)]).toEqual([404, other.dueOn]);
    await expect(server.app.get(KeyRing).open(call.id, call.dueOn as Day)).rejects.toThrow(KeyGone);
    const certificates = await server.sql(
      'select unit_kind, reason, ground from deletion_certificate where unit_id = any($1) order by unit_kind desc',
      [[call.id, call.contactId]],
    );
    expect(certificates).toEqual([
      { unit_kind: 'recording', reason: 'erasure', ground: 'right-to-erasure' },
      { unit_kind: 'contact-history', reason: 'erasure', ground: 'right-to-erasure' },
    ]);
    const erasures = await server.sql('select reference, requested_by, decided_by from erasure where target_id = $1', [
      call.id,
    ]);
    expect(erasures).toEqual([{ reference: at.number, requested_by: cases.id('oili'), decided_by: cases.id('satu') }]);
  });

  it.each<[CrashPoint]>([['effect.due'], ['effect.begun'], ['effect.applied']])(
    'is taken up within a minute where a crash at %s has broken it off, once',
    async point => {
      const [at, call] = await asked(['erasure']);
      await cases.decide(at, 'erasure', GRANTED);
      const died = dieAt(point);
      expect((await cases.confirm(at, 'erasure')).body).toMatchObject({ state: 'confirmed', caseState: 'decided' });
      expect(died()).toBe(true);
      strikeAt();
      server.clock.moveTo(new Date(server.clock.now().getTime() + 61_000));
      await server.app.get(ContinueEffects).everyMinute();
      await server.app.get(ContinueEffects).everyMinute();
      expect(outcomesOf(await erasureOf(at))).toEqual({ [call.id]: 'erased' });
      expect(await server.sql('select id from erasure where target_id = $1', [call.id])).toHaveLength(1);
      server.clock.moveTo(NOW);
    },
  );

  it('is not decided anew once it has begun', async () => {
    const [at] = await asked(['erasure', 'objection']);
    await cases.decided(at, 'erasure');
    expect(await cases.state(at)).toBe('in-review');
    const refusal = { outcome: 'refused', ground: 'legal-claims-17-3-e', reasons: 'Riita on kesken.' };
    expectProblem(await cases.decide(at, 'erasure', refusal), 409, 'erasure-begun');
  });

  /** Both were granted, and the answer is written: what is left is the package. */
  async function askedWithCopy(): Promise<[CaseAt, Call]> {
    const [at, call] = await asked(['erasure', 'access']);
    await cases.assessed(at, call, COPY);
    for (const right of ['erasure', 'access'] as const) await cases.decided(at, right);
    const effects = { access: 'Saatte jäljennöksen.', erasure: 'Puhelu poistetaan.' };
    await cases.letter(at, { effects, finalOn: addDays(TODAY, BACKUP_DAYS) });
    return [at, call];
  }

  it('waits for the package where the case asks for a copy as well, and begins by itself once the person has it', async () => {
    const [at, call] = await asked(['erasure', 'access']);
    await cases.assessed(at, call, COPY);
    await cases.decided(at, 'erasure');
    expect([await cases.effects(at), await cases.lastDay(call)]).toEqual([[], expect.any(String)]);
    expectProblem(await cases.by.oili.post(`${at.path}/erasures`, {}), 409, 'package-first');
    await cases.decided(at, 'access');
    await server.app.get(ContinueEffects).everyMinute();
    expect(await cases.effects(at)).toEqual([]);
    const effects = { access: 'Saatte jäljennöksen.', erasure: 'Puhelu poistetaan.' };
    await cases.letter(at, { effects, finalOn: addDays(TODAY, BACKUP_DAYS) });
    const files = await cases.fetched(at);
    expect(files.get('puhelu-1.wav')?.equals(call.audio)).toBe(true);
    await server.app.get(ContinueEffects).everyMinute();
    expect(outcomesOf(await erasureOf(at))).toEqual({ [call.id]: 'erased' });
    expect(await cases.lastDay(call)).toBe(404);
  });

  it('leaves everything for another package while nobody has fetched the one whose code was lost', async () => {
    const [at, call] = await askedWithCopy();
    const { body: lost } = await cases.by.oili.post(`${at.path}/package`, { channel: 'download' });
    await server.app.get(ContinueEffects).everyMinute();
    const wanted = { documentId: lost.documentId, channel: 'download', to: 'Testi Soittaja' };
    expect((await cases.by.oili.post(`${at.path}/deliveries`, wanted)).status).toBe(201);
    await server.app.get(ContinueEffects).everyMinute();
    expectProblem(await cases.by.oili.post(`${at.path}/erasures`, {}), 409, 'package-first');
    expect([await cases.effects(at), await cases.lastDay(call)]).toEqual([[], expect.any(String)]);
    expect((await cases.fetched(at)).get('puhelu-1.wav')?.equals(call.audio)).toBe(true);
    await server.app.get(ContinueEffects).everyMinute();
    expect(outcomesOf(await erasureOf(at))).toEqual({ [call.id]: 'erased' });
  });

  it('begins with the note that the package was sent', async () => {
    const [at, call] = await askedWithCopy();
    const { body } = await cases.by.oili.post(`${at.path}/package`, { channel: 'zip' });
    expect(await cases.effects(at)).toEqual([]);
    await cases.sent(at, String(body.documentId));
    expect(outcomesOf(await erasureOf(at))).toEqual({ [call.id]: 'erased' });
  });

  it('waits for no package where no copy is given', async () => {
    const [at, call] = await asked(['erasure', 'access']);
    await cases.assessed(at, call, WITHHELD);
    await cases.decided(at, 'erasure');
    expect(outcomesOf(await erasureOf(at))).toEqual({ [call.id]: 'erased' });
    const [other, kept] = await asked(['erasure', 'access']);
    await cases.decided(other, 'erasure');
    expect(await cases.effects(other)).toEqual([]);
    await cases.decided(other, 'access', { outcome: 'refused', ground: 'excessive-12-5', reasons: 'Toistuu.' });
    expect(outcomesOf(await erasureOf(other))).toEqual({ [kept.id]: 'erased' });
  });

  it('of what is granted in part for another reason than a hold is of what somebody names and a second person confirms', async () => {
    const [at, kept, gone] = await askedOfTwo(['erasure']);
    const outcome = { outcome: 'partly-granted', ground: 'legal-claims-17-3-e', reasons: 'Toisesta on riita.' };
    await cases.decided(at, 'erasure', outcome);
    expect(await cases.effects(at)).toEqual([]);
    const { status, body } = await cases.by.oili.post(`${at.path}/erasures`, { recordingIds: [gone.id] });
    expect([status, body.state]).toEqual([201, 'waiting']);
    const confirmation = `${at.path}/effects/${String(body.id)}/confirmation`;
    expectProblem(await cases.by.oili.post(confirmation), 403, 'not-second-person');
    expect((await cases.by.satu.post(confirmation)).body).toMatchObject({ state: 'done' });
    expect([await cases.lastDay(kept), await cases.lastDay(gone)]).toEqual([kept.dueOn, 404]);
  });

  it('of more recordings than an event can name is brought about and told of, those that are gone as well', async () => {
    const [at, call] = await asked(['erasure']);
    await server.sql(
      `insert into rights_recording (case_id, recording_id, contact_id, call_on, queue, found_at, state)
       select r.case_id, gen_random_uuid(), r.contact_id, r.call_on, r.queue, r.found_at, r.state
       from rights_recording r, generate_series(1, 600) where r.case_id = $1`,
      [at.id],
    );
    const events = await eventsDuring(server, () => cases.decided(at, 'erasure'));
    const effect = await erasureOf(at);
    expect([effect?.state, effect?.result?.recordingIds, effect?.result?.erasures.length]).toEqual([
      ...['done', [call.id], 601],
    ]);
    const told = events.filter(({ action }) => action.startsWith('rights-request.effect-'));
    expect(told.map(({ facts }) => facts)).toMatchObject([
      { state: 'begun', recordings: 601, recordingIds: expect.any(Array) },
      { outcome: 'done', recordings: 1, recordingIds: [call.id], erasures: { erased: 1, gone: 600 } },
    ]);
    expect(told[0]?.facts?.recordingIds).toHaveLength(100);
  });
});

describe('an erasure under the hold of somebody else', () => {
  it('is granted in part at most, takes the rest, and returns by itself when the hold has ended', async () => {
    const [at, own, held] = await askedOfTwo(['erasure']);
    await holds.ask(cases.by.oili, own.id, { kind: 'rights-request', reference: at.number });
    const holdId = await heldByAComplaint(held);
    const whole = await cases.decide(at, 'erasure', GRANTED);
    expectProblem(whole, 422, 'recordings-held');
    expect(whole.body.grounds).toEqual(['under-hold-17']);
    await cases.decided(at, 'erasure', PARTLY);
    const effect = await erasureOf(at);
    expect(outcomesOf(effect)).toEqual({ [own.id]: 'erased', [held.id]: 'held' });
    expect(effect?.result).toMatchObject({ offered: 'restriction', recordingIds: [own.id] });
    expect([await cases.lastDay(own), await cases.lastDay(held)]).toEqual([404, expect.any(String)]);
    const refused = (await loggedEvents(server, 'erasure.intended')).filter(({ outcome }) => outcome === 'refused');
    expect(refused.at(-1)).toMatchObject({ reason: 'held', recordingId: held.id, reference: at.number });
    await cases.answeredBy(at, { effects: { erasure: 'Toinen poistettiin.' }, finalOn: effect?.result?.finalOn });
    await closedAfterNotices(at);
    await returnsByItself(at, held, holdId);
  });

  it('is refused where each recording is held, and returns as well', async () => {
    const [at, held] = await asked(['erasure']);
    const holdId = await heldByAComplaint(held);
    expectProblem(await cases.decide(at, 'erasure', PARTLY), 422, 'everything-kept');
    await cases.decided(at, 'erasure', { ...PARTLY, outcome: 'refused' });
    expect(await cases.effects(at)).toEqual([]);
    await cases.answeredBy(at, {});
    await cases.closed(at);
    await returnsByItself(at, held, holdId);
  });

  it('is not refused for a hold that nobody has', async () => {
    const [at] = await asked(['erasure']);
    expectProblem(await cases.decide(at, 'erasure', { ...PARTLY, outcome: 'refused' }), 422, 'nothing-kept');
  });

  it('is looked at again by the second person, for a hold that has come since', async () => {
    const [at, held] = await asked(['erasure']);
    await cases.decide(at, 'erasure', GRANTED);
    await heldByAComplaint(held);
    expectProblem(await cases.confirm(at, 'erasure'), 422, 'recordings-held');
    expect(await cases.effects(at)).toEqual([]);
  });

  it('that came after both people’s word, and before anybody was answered, is decided anew by two', async () => {
    const [at, free, held] = await askedOfTwo(['erasure']);
    await cases.decide(at, 'erasure', GRANTED);
    dieAt('effect.due');
    await cases.confirm(at, 'erasure');
    strikeAt();
    await heldByAComplaint(held);
    await server.app.get(ContinueEffects).everyMinute();
    expect([await cases.lastDay(free), await cases.lastDay(held)]).toEqual([404, expect.any(String)]);
    expect(await cases.claim(at, 'erasure')).toMatchObject({ state: 'open', outcome: null });
    expect(await cases.state(at)).toBe('assessing');
    await cases.decided(at, 'erasure', { ...PARTLY, outcome: 'partly-granted' });
    expect((await cases.claim(at, 'erasure')).state).toBe('waiting');
  });

  it('that ends once the claim is decided anew leaves everything to that, also for an instance that comes late', async () => {
    const [at, free, held] = await askedOfTwo(['erasure']);
    await cases.decide(at, 'erasure', GRANTED);
    const late = haltAt('effect.begun');
    const confirmed = cases.confirm(at, 'erasure');
    await late.arrived;
    const holdId = await heldByAComplaint(held);
    server.clock.moveTo(new Date(NOW.getTime() + 61_000));
    await server.app.get(ContinueEffects).everyMinute();
    expect(await cases.state(at)).toBe('assessing');
    expect((await release(holdId)).status).toBe(200);
    late.goOn();
    expect((await confirmed).status).toBe(200);
    expect([await cases.lastDay(free), await cases.lastDay(held)]).toEqual([404, held.dueOn]);
    expect(outcomesOf(await erasureOf(at))).toEqual({ [free.id]: 'erased', [held.id]: 'held' });
    server.clock.moveTo(NOW);
  });

  it('that ends while two instances erase is told of as what became of it', async () => {
    const [at, held] = await asked(['erasure']);
    await cases.decide(at, 'erasure', GRANTED);
    dieAt('effect.begun');
    await cases.confirm(at, 'erasure');
    const holdId = await heldByAComplaint(held);
    server.clock.moveTo(new Date(NOW.getTime() + 61_000));
    const foundHeld = haltAt('effect.applied');
    const one = server.app.get(ContinueEffects).everyMinute();
    await foundHeld.arrived;
    expect((await release(holdId)).status).toBe(200);
    dieAt('effect.applied');
    await server.app.get(ContinueEffects).everyMinute();
    foundHeld.goOn();
    await one;
    strikeAt();
    await server.app.get(ContinueEffects).everyMinute();
    expect(await cases.lastDay(held)).toBe(404);
    expect(outcomesOf(await erasureOf(at))).toEqual({ [held.id]: 'erased' });
    expect((await cases.claim(at, 'erasure')).state).toBe('confirmed');
    server.clock.moveTo(NOW);
  });

  async function closedAfterNotices(at: CaseAt): Promise<void> {
    expectProblem(await cases.by.oili.post(`${at.path}/closing`, {}), 409, 'recipients-not-notified');
    expect((await cases.by.oili.post(`${at.path}/recipients-notified`)).status).toBe(200);
    await cases.closed(at);
  }

  /** The claim waits, also in a closed case, and is in the queue again when the hold has ended. */
  async function returnsByItself(at: CaseAt, held: Call, holdId: string): Promise<void> {
    const isOpen = async () => {
      const { body } = await cases.by.oili.get('/rights-requests?limit=200');
      return (body.items as { id: string }[]).some(({ id }) => id === at.id);
    };
    const job = server.app.get(ContinueEffects);
    await job.everyTenMinutes();
    expect([await cases.state(at), await isOpen()]).toEqual(['closed', false]);
    const waitedFor = await waitForOili();
    expect((await release(holdId)).status).toBe(200);
    await job.everyTenMinutes();
    expect([(await cases.claim(at, 'erasure')).state, await isOpen()]).toEqual(['open', true]);
    expect((await cases.by.oili.get(at.path)).body).toMatchObject({ state: 'assessing', closedAt: null });
    const reopened = await loggedEvents(server, 'rights-request.reopened');
    expect(reopened.map(({ reference }) => reference)).toContain(at.number);
    expect(await waitForOili()).toBe(waitedFor + 1);
    server.clock.moveTo(new Date(NOW.getTime() + 60_000));
    await cases.decided(at, 'erasure');
    expect(await cases.lastDay(held)).toBe(404);
    expect(outcomesOf((await cases.effects(at)).at(-1))).toMatchObject({ [held.id]: 'erased' });
    expect((await cases.claim(at, 'erasure')).state).toBe('confirmed');
    await answeredAnew(at);
    expect(await waitForOili()).toBe(waitedFor);
    server.clock.moveTo(NOW);
  }

  /** How many requests do. */
  async function waitForOili(): Promise<number> {
    const groups = (await cases.by.oili.get('/tasks')).body.groups as { kind: string; count: number }[];
    return groups.find(({ kind }) => kind === 'rights-requests')?.count ?? 0;
  }

  /** What told of the first decision tells nothing of the second. */
  async function answeredAnew(at: CaseAt): Promise<void> {
    const { oili } = cases.by;
    expect((await oili.get(at.path)).body).toMatchObject({ answeredAt: null, standing: { hasAnswer: false } });
    const [first] = (await oili.get(`${at.path}/deliveries`)).body.items as { id: string; documentId: string }[];
    expectProblem(await oili.post(`${at.path}/answering`, { deliveryId: first?.id }), 409, 'not-an-answer');
    const again = { documentId: first?.documentId, channel: 'post', to: 'Testi Soittaja' };
    expectProblem(await oili.post(`${at.path}/deliveries`, again), 409, 'letter-outdated');
    await cases.answeredBy(at, { effects: { erasure: 'Puhelu on poistettu.' }, finalOn: addDays(TODAY, BACKUP_DAYS) });
  }
});

/** Breaks whoever comes to `point` off, once. */
function dieAt(point: CrashPoint): () => boolean {
  let died = false;
  strikeAt(reachedPoint => {
    if (reachedPoint !== point || died) return;
    died = true;
    throw new Error('The process has died.');
  });
  return () => died;
}

/** Holds up the first who comes to `point`; whoever comes later goes on. */
function haltAt(point: CrashPoint): { readonly arrived: Promise<unknown>; readonly goOn: () => void } {
  const [arriving, going] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
  let isFirst = true;
  strikeAt(async reachedPoint => {
    if (reachedPoint !== point || !isFirst) return;
    isFirst = false;
    arriving.resolve(null);
    await going.promise;
  });
  const goOn = () => {
    going.resolve(null);
  };
  return { arrived: arriving.promise, goOn };
}

describe('an erasure while a backup of the keys exists', () => {
  it('is final on its day: until then the backup opens the recording, and after it nothing does', async () => {
    const place = await mkdtemp(join(tmpdir(), 'tallenne-backup-'));
    const secret = await generateX25519Identity();
    const [file, identity] = [join(place, 'keys.age'), join(place, 'identity')];
    await writeFile(identity, `# for the tests\n${secret}\n`);
    const [at, recording] = await asked(['erasure']);
    await writeKeysBackup(server.app, file, await identityToRecipient(secret));
    await cases.decided(at, 'erasure');
    const finalOn = parseDay((await erasureOf(at))?.result?.finalOn ?? '');
    const pdf = await cases.answeredBy(at, { effects: { erasure: 'Puhelu poistettiin.' }, finalOn });
    expect(pdfText(pdf)).toContain('1. joulukuuta 2026');

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
