import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { strikeAt } from '../../src/kernel/crash-points.js';
import { CaseHolds } from '../../src/retention/index.js';
import { CarryOutEffect } from '../../src/rights/effects/carry-out-effect.js';
import { ContinueEffects } from '../../src/rights/effects/continue-effects.job.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { EffectScenes, type Delivered, type TakenUp } from '../support/rights-effects.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { OpenStream } from '../support/open-stream.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const WORDS = 'Henkilö kiistää tietojen paikkansapitävyyden.';

let server: TestServer;
let scenes: EffectScenes;
/** The rights officers, an agent, the data protection officer. */
let oili: Client;
let satu: Client;
let maija: Client;
let tapio: Client;

async function signIn(): Promise<void> {
  oili = await server.as('oili.oikeus');
  satu = await server.as('satu.sijainen');
  maija = await server.as('maija.malli');
  tapio = await server.as('tapio.tietosuoja');
}

beforeAll(async () => {
  server = await startTestServer();
  scenes = new EffectScenes(server);
  await signIn();
});

afterEach(async () => {
  strikeAt();
  OpenStream.closeAll();
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('restriction (GDPR art. 18)', () => {
  let recording: Delivered;
  let taken: TakenUp;

  beforeAll(async () => {
    recording = await scenes.deliver({}, 200);
    taken = await scenes.takenUp(maija, ['restriction'], [recording]);
  });

  const restrict = (ground = '18-1-a', client = oili) =>
    client.post(`${taken.path}/restrictions`, { recordingIds: [recording.id], ground, words: WORDS });

  it('is for whoever handles the case, and for recordings that the case has taken up', async () => {
    expectProblem(await restrict('18-1-a', maija), 403, 'not-permitted');
    expectProblem(await restrict('18-1-a', tapio), 403, 'not-permitted');
    const other = await scenes.deliver();
    const answer = await oili.post(`${taken.path}/restrictions`, {
      ...{ recordingIds: [recording.id, other.id], ground: '18-1-a', words: WORDS },
    });
    expectProblem(answer, 422, 'recording-not-of-case');
    const access = await scenes.takenUp(maija, ['access'], [other]);
    const wanted = { recordingIds: [other.id], ground: '18-1-a', words: WORDS };
    expectProblem(await oili.post(`${access.path}/restrictions`, wanted), 409, 'claim-missing');
    expect(await server.sql('select id from recording where restricted')).toEqual([]);
  });

  it('cuts off who listens, and leaves the recording to the rights officer for the request alone', async () => {
    const { body } = await scenes.play(maija, recording.id, 'service-development');
    const kept = await scenes.play(oili, recording.id, 'rights-request');
    const events = await eventsDuring(server, async () => {
      const { status, body: effect } = await restrict();
      expect([status, effect.state, effect.kind]).toEqual([201, 'done', 'restriction']);
    });
    expect(events.map(({ action }) => action)).toEqual([
      ...['rights-request.effect-prepared', 'playback.ended', 'recording.restricted'],
      'rights-request.effect-brought-about',
    ]);
    expect(JSON.stringify(events)).not.toContain(WORDS);
    expectProblem(await maija.get(String(body.audioUrl), { range: 'bytes=0-9' }), 410, 'playback-expired');
    expectProblem(await scenes.play(maija, recording.id, 'service-development'), 403, 'restricted');
    expect((await oili.get(String(kept.body.audioUrl), { range: 'bytes=0-9' })).status).toBe(206);
    expect((await oili.get(`/recordings/${recording.id}/peaks`)).status).toBe(200);
    expectProblem(await maija.get(`/recordings/${recording.id}/peaks`), 403, 'restricted');
  });

  it('is not doubled by being asked for twice', async () => {
    expect((await restrict()).body.state).toBe('done');
    const rows = await server.sql(`select id from restriction where recording_id = $1`, [recording.id]);
    expect(rows).toHaveLength(1);
  });

  it('lets an exception of art. 18(2) with a second person, which the rights officer alone uses until its day is over', async () => {
    const until = addDays(TODAY, 10);
    const asked = { recordingIds: [recording.id], ground: 'legal-claims', words: 'Oikeusvaade.' };
    const path = `${taken.path}/restriction-exceptions`;
    expectProblem(await oili.post(path, { ...asked, until: addDays(TODAY, -1) }), 422, 'exception-day-wrong');
    const { body: effect } = await oili.post(path, { ...asked, until });
    expect(effect.state).toBe('waiting');
    const reveal = (client: Client) =>
      client.post(`/recordings/${recording.id}/reveals`, {
        field: 'name',
        purpose: 'rights-request',
        reference: 'T-1',
      });
    expectProblem(await reveal(oili), 403, 'field-not-permitted');
    const confirmation = `${taken.path}/effects/${String(effect.id)}/confirmation`;
    expectProblem(await oili.post(confirmation, {}), 403, 'not-second-person');
    expectProblem(await tapio.post(confirmation, {}), 403, 'not-permitted');
    expect((await satu.post(confirmation, {})).body).toMatchObject({ state: 'done', permitted: [] });
    expectProblem(await satu.post(confirmation, {}), 409, 'effect-settled');
    expect((await reveal(oili)).body.value).toBe('Testi Soittaja');
    expectProblem(
      await maija.post(`/recordings/${recording.id}/reveals`, {
        field: 'name',
        purpose: 'service-development',
        reference: 'T-1',
      }),
      ...([403, 'restricted'] as const),
    );
    server.clock.moveTo(startOfDay(addDays(until, 1)));
    await signIn();
    expectProblem(await reveal(oili), 403, 'field-not-permitted');
    server.clock.moveTo(NOW);
    await signIn();
  });

  it('is lifted only after the person was informed, by a second person', async () => {
    const path = `${taken.path}/restriction-liftings`;
    const asked = { recordingIds: [recording.id], words: 'Tiedot on oikaistu.' };
    const on = addDays(TODAY, 1);
    expect((await oili.post(path, asked)).status).toBe(400);
    expectProblem(await oili.post(path, { ...asked, informed: { on, channel: 'post' } }), 422, 'not-informed');
    const unknown = { deliveryId: '00000000-0000-7000-8000-000000000000' };
    expectProblem(await oili.post(path, { ...asked, informed: unknown }), 422, 'not-informed');
    const { body: effect } = await oili.post(path, { ...asked, informed: { on: TODAY, channel: 'post' } });
    expectProblem(await scenes.play(maija, recording.id, 'service-development'), 403, 'restricted');
    const confirmation = `${taken.path}/effects/${String(effect.id)}/confirmation`;
    expect((await satu.post(confirmation, { sendBack: 'Kirje puuttuu.' })).body.state).toBe('sent-back');
    const again = await satu.post(path, { ...asked, informed: { on: TODAY, channel: 'post' } });
    const second = `${taken.path}/effects/${String(again.body.id)}/confirmation`;
    expectProblem(await satu.post(second, {}), 403, 'not-second-person');
    expect((await oili.post(second, {})).body.state).toBe('done');
    expect((await scenes.play(maija, recording.id, 'service-development')).status).toBe(201);
    expectProblem(
      await oili.post(path, { ...asked, informed: { on: TODAY, channel: 'post' } }),
      ...([409, 'not-restricted'] as const),
    );
  });

  it('stays while another case restricts it as well', async () => {
    const other = await scenes.takenUp(maija, ['restriction'], [recording]);
    const wanted = { recordingIds: [recording.id], ground: '18-1-d', words: WORDS };
    for (const { path } of [taken, other]) expect((await oili.post(`${path}/restrictions`, wanted)).status).toBe(201);
    const informed = { on: TODAY, channel: 'telephone' };
    const lift = async ({ path }: TakenUp) => {
      const { body } = await oili.post(`${path}/restriction-liftings`, {
        recordingIds: [recording.id],
        words: WORDS,
        informed,
      });
      await satu.post(`${path}/effects/${String(body.id)}/confirmation`, {});
    };
    await lift(other);
    expectProblem(await scenes.play(maija, recording.id, 'service-development'), 403, 'restricted');
    await lift(taken);
    expect((await scenes.play(maija, recording.id, 'service-development')).status).toBe(201);
  });

  it.each(['18-1-b', '18-1-c'])(
    'on the ground of %s keeps the recording, and lets it go when it is lifted',
    async ground => {
      const kept = await scenes.deliver();
      const its = await scenes.takenUp(maija, ['restriction'], [kept]);
      const wanted = { recordingIds: [kept.id], ground, words: WORDS };
      const { body } = await oili.post(`${its.path}/restrictions`, wanted);
      expect(body).toMatchObject({ state: 'done', result: { notHeld: [] } });
      const held = () =>
        server.sql<{ reference: string; state: string }>('select reference, state from hold where recording_id = $1', [
          kept.id,
        ]);
      expect(await held()).toEqual([{ reference: `${its.number}-18`, state: 'active' }]);
      const informed = { on: TODAY, channel: 'post' };
      const lifting = await oili.post(`${its.path}/restriction-liftings`, {
        recordingIds: [kept.id],
        words: WORDS,
        informed,
      });
      await satu.post(`${its.path}/effects/${String(lifting.body.id)}/confirmation`, {});
      expect((await held()).map(({ state }) => state)).not.toContain('active');
    },
  );

  it('begins by itself while accuracy is contested, and while an objection is weighed', async () => {
    const [contested, weighed, plain] = [await scenes.deliver(), await scenes.deliver(), await scenes.deliver()];
    const rectification = await scenes.takenUp(maija, ['rectification'], [contested]);
    await server.sql(`update rights_claim set contested = true where case_id = $1`, [rectification.id]);
    await scenes.takenUp(maija, ['objection'], [weighed]);
    await scenes.takenUp(maija, ['rectification'], [plain]);
    const job = server.app.get(ContinueEffects);
    await job.everyMinute();
    await job.everyMinute();
    const rows = await server.sql<{ recording_id: string; ground: string }>(
      `select recording_id, ground from restriction where restricted_by is null order by ground`,
    );
    expect(rows).toEqual([
      { recording_id: contested.id, ground: '18-1-a' },
      { recording_id: weighed.id, ground: '18-1-d' },
    ]);
    expectProblem(await scenes.play(maija, contested.id, 'service-development'), 403, 'restricted');
    expect((await scenes.play(maija, plain.id, 'service-development')).status).toBe(201);
  });

  it('waits for an officer to lift it once nothing is weighed any more, until that waits for another one', async () => {
    const weighed = await scenes.deliver();
    const objection = await scenes.takenUp(maija, ['objection'], [weighed]);
    await server.app.get(ContinueEffects).everyMinute();
    const waits = async (who: Client, id = objection.id) => {
      const groups = (await who.get('/tasks')).body.groups as { kind: string; items: { id: string }[] }[];
      const items = groups.find(({ kind }) => kind === 'rights-restrictions')?.items ?? [];
      return items.map(({ id }) => id).includes(id);
    };
    expect(await waits(satu)).toBe(false);
    await server.sql(`update rights_claim set state = 'confirmed', outcome = 'refused' where case_id = $1`, [
      objection.id,
    ]);
    expect([await waits(oili), await waits(maija)]).toEqual([true, false]);
    const informed = { on: TODAY, channel: 'post' };
    const asked = { recordingIds: [weighed.id], words: 'Peruste painavampi.', informed };
    const { body: lifting } = await oili.post(`${objection.path}/restriction-liftings`, asked);
    expect(await waits(oili)).toBe(false);
    const confirmation = `${objection.path}/effects/${String(lifting.id)}/confirmation`;
    await satu.post(confirmation, { sendBack: 'Kirje puuttuu.' });
    expect(await waits(oili)).toBe(true);
    const { body: again } = await oili.post(`${objection.path}/restriction-liftings`, asked);
    await satu.post(`${objection.path}/effects/${String(again.id)}/confirmation`, {});
    expect(await waits(oili)).toBe(false);

    const both = await scenes.takenUp(maija, ['objection', 'rectification'], [await scenes.deliver()]);
    const set = (values: string, right: string) =>
      server.sql(`update rights_claim set ${values} where case_id = $1 and right_kind = $2`, [both.id, right]);
    await set('contested = true', 'rectification');
    await server.app.get(ContinueEffects).everyMinute();
    await set(`state = 'confirmed', outcome = 'refused'`, 'objection');
    expect(await waits(oili, both.id)).toBe(false);
    await set('contested = false', 'rectification');
    expect(await waits(oili, both.id)).toBe(true);
  });

  it('is begun once, though whoever began it ended before it took effect', async () => {
    const weighed = await scenes.deliver();
    await scenes.takenUp(maija, ['objection'], [weighed]);
    const job = server.app.get(ContinueEffects);
    const dies = jest.spyOn(server.app.get(CarryOutEffect), 'execute').mockResolvedValue(undefined);
    const events = await eventsDuring(server, async () => {
      await job.everyMinute();
      dies.mockRestore();
      await job.everyMinute();
      server.clock.advance(61_000);
      await job.everyMinute();
    });
    const ofEffects = events.map(({ action }) => action).filter(action => action.startsWith('rights-request.effect-'));
    expect(ofEffects).toEqual(['rights-request.effect-prepared', 'rights-request.effect-brought-about']);
  });

  /** Begun by an officer, and done to the recording, in a process that ended before it could note that. */
  async function interrupted(ground: string, [kept, its]: readonly [Delivered, TakenUp]): Promise<void> {
    strikeAt(point => {
      if (point === 'effect.applied') throw new Error('The process has died.');
    });
    const wanted = { recordingIds: [kept.id], ground, words: WORDS };
    expect((await oili.post(`${its.path}/restrictions`, wanted)).status).toBe(500);
    strikeAt();
    expect(await rowsOf(kept)).toEqual([{ lifted: false }]);
  }

  const rowsOf = ({ id }: Delivered) =>
    server.sql('select lifted_at is not null as lifted from restriction where recording_id = $1', [id]);

  const heldFor = async ({ number }: TakenUp) =>
    (await server.sql(`select id from hold where reference = $1 and state = 'active'`, [`${number}-18`])).length;

  async function restrictable(): Promise<readonly [Delivered, TakenUp]> {
    const kept = await scenes.deliver();
    return [kept, await scenes.takenUp(maija, ['restriction'], [kept])];
  }

  async function lifted([kept, its]: readonly [Delivered, TakenUp]): Promise<void> {
    const asked = { recordingIds: [kept.id], words: WORDS, informed: { on: TODAY, channel: 'post' } };
    const { body } = await oili.post(`${its.path}/restriction-liftings`, asked);
    const confirmation = `${its.path}/effects/${String(body.id)}/confirmation`;
    expect((await satu.post(confirmation, {})).body.state).toBe('done');
  }

  it('is settled once, though two instances take it up at the same moment', async () => {
    const one = await restrictable();
    await interrupted('18-1-a', one);
    server.clock.advance(61_000);
    const other = await server.beside();
    const [both, arrive] = meeting(2);
    strikeAt(async point => {
      if (point !== 'effect.applied') return;
      arrive();
      await both;
    });
    const events = await eventsDuring(server, () =>
      Promise.all([server, other].map(({ app }) => app.get(ContinueEffects).everyMinute())),
    );
    strikeAt();
    await other.stop();
    expect(events.map(({ action }) => action)).toEqual(['rights-request.effect-brought-about']);
    const entries = `select id from rights_entry where case_id = $1 and action = 'rights-request.effect-brought-about'`;
    expect(await server.sql(entries, [one[1].id])).toHaveLength(1);
  });

  it('is not placed again where it was lifted before the interruption was noticed, and keeps nothing then', async () => {
    const one = await restrictable();
    await interrupted('18-1-b', one);
    server.clock.advance(30_000);
    await lifted(one);
    server.clock.advance(31_000);
    await server.app.get(ContinueEffects).everyMinute();
    expect([await rowsOf(one[0]), await heldFor(one[1])]).toEqual([[{ lifted: true }], 0]);
    const { body } = await oili.get(`${one[1].path}/effects`);
    expect((body.items as { state: string }[]).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('holds nothing where it is lifted while the night looks for what is to be kept', async () => {
    const one = await restrictable();
    await interrupted('18-1-b', one);
    server.clock.advance(61_000);
    await server.app.get(ContinueEffects).everyMinute();
    expect(await heldFor(one[1])).toBe(1);
    await server.sql('delete from hold where recording_id = $1', [one[0].id]);
    const holds = server.app.get(CaseHolds);
    const extend = holds.extendIfNeeded.bind(holds);
    jest.spyOn(holds, 'extendIfNeeded').mockImplementationOnce(async (...wanted) => {
      await lifted(one);
      return extend(...wanted);
    });
    await server.app.get(ContinueEffects).everyTenMinutes();
    expect([await rowsOf(one[0]), await heldFor(one[1])]).toEqual([[{ lifted: true }], 0]);
  });
});

/** What settles once `many` have arrived, and how one arrives. */
function meeting(many: number): [Promise<unknown>, () => void] {
  const { promise, resolve } = Promise.withResolvers<null>();
  let arrived = 0;
  const arrive = () => {
    arrived += 1;
    if (arrived === many) resolve(null);
  };
  return [promise, arrive];
}

describe('rectification (GDPR art. 16)', () => {
  let recording: Delivered;
  let taken: TakenUp;

  beforeAll(async () => {
    recording = await scenes.deliver({ ticket: 'T-100' });
    taken = await scenes.takenUp(maija, ['rectification'], [recording]);
  });

  const correct = (more: Record<string, unknown>, client = oili) =>
    client.post(`${taken.path}/corrections`, { recordingId: recording.id, why: 'Nimi oli väärin.', ...more });

  async function caller(): Promise<string> {
    const { body } = await oili.get(`/recordings/${recording.id}`);
    const [first] = body.parties as { id: string }[];
    return first?.id ?? '';
  }

  const found = async (name: string): Promise<string[]> => {
    const { body } = await oili.post('/recordings/searches', { name });
    return (body.items as { id: string }[]).map(({ id }) => id);
  };

  it('keeps both values with who and why, and is found by the new one alone', async () => {
    const partyId = await caller();
    const events = await eventsDuring(server, async () => {
      expect((await correct({ partyId, field: 'name', value: 'Oikea Henkilönimi' })).body.state).toBe('done');
    });
    expect(JSON.stringify(events)).not.toContain('Henkilönimi');
    expect(
      (await correct({ partyId, field: 'name', value: 'Oikein Henkilönimi', why: 'Kirjoitusvirhe.' })).status,
    ).toBe(201);
    expect(await found('Henkilönimi')).toContain(recording.id);
    expect(await found('Soittaja')).not.toContain(recording.id);
    const { body } = await maija.post(`/recordings/${recording.id}/reveals`, {
      ...{ field: 'name', purpose: 'service-development', reference: 'T-1' },
    });
    expect(body).toMatchObject({
      value: 'Oikein Henkilönimi',
      corrections: [
        { version: 1, from: 'Testi Soittaja', to: 'Oikea Henkilönimi', why: 'Nimi oli väärin.' },
        { version: 2, from: 'Oikea Henkilönimi', to: 'Oikein Henkilönimi', why: 'Kirjoitusvirhe.' },
      ],
    });
    const details = await oili.get(`/recordings/${recording.id}`);
    expect(details.body.corrections).toMatchObject([
      { partyId, field: 'name', version: 1 },
      { partyId, field: 'name', version: 2 },
    ]);
    expect(JSON.stringify(details.body)).not.toContain('Henkilönimi');
  });

  it('corrects ticket and unit, takes a value away, and says what is wrong with what is asked for', async () => {
    const partyId = await caller();
    expect((await correct({ field: 'ticket', value: 'T-200' })).status).toBe(201);
    expect((await correct({ field: 'unit', value: 'Laboratorio' })).status).toBe(201);
    expect((await correct({ partyId, field: 'email', value: null })).status).toBe(201);
    const { body } = await oili.get(`/recordings/${recording.id}`);
    expect(body).toMatchObject({ ticket: 'T-200', unit: 'Laboratorio', caller: { email: null } });
    expect((await correct({ field: 'name', value: 'X' })).status).toBe(400);
    expect((await correct({ field: 'unit', value: null })).status).toBe(400);
    expect((await correct({ field: 'ticket', value: 'ei näin!' })).status).toBe(400);
    const unknown = '00000000-0000-7000-8000-000000000000';
    expectProblem(await correct({ partyId: unknown, field: 'name', value: 'X' }), 404, 'not-found');
    const { body: effects } = await oili.get(`${taken.path}/effects`);
    expect((effects.items as object[]).at(-1)).toMatchObject({ state: 'refused', result: { refusal: 'not-found' } });
  });

  it('shows what the person has to say at each playback, and takes it along with the recording', async () => {
    const text = 'Puhelussa sanottu osoite ei ole minun.';
    expect((await oili.post(`${taken.path}/statements`, { recordingId: recording.id, text })).body.state).toBe('done');
    const statements = [{ text, id: expect.any(String), addedAt: expect.any(String) }];
    expect((await maija.get(`/recordings/${recording.id}`)).body.statements).toEqual(statements);
    const { status, body } = await scenes.play(maija, recording.id, 'service-development');
    expect([status, body.statements]).toEqual([201, statements]);
    const [row] = await server.sql<{ sealed_text: Buffer }>('select sealed_text from supplementary_statement');
    expect(row?.sealed_text.includes('osoite')).toBe(false);
  });

  it('takes in no personal identity code but as one', async () => {
    const text = 'Olen 311299-998D, en hän.';
    const stated = await oili.post(`${taken.path}/statements`, { recordingId: recording.id, text });
    expectProblem(stated, 422, 'text-holds-identity-code');
    expect(stated.body.fields).toEqual([expect.stringMatching(/^text: /)]);
    const partyId = await caller();
    const coded = await correct({ partyId, field: 'organisation', value: 'Yritys 311299-998D' });
    expectProblem(coded, 422, 'text-holds-identity-code');
  });

  it('needs the right to be asked for', async () => {
    const other = await scenes.takenUp(maija, ['access'], [recording]);
    const statement = { recordingId: recording.id, text: 'Ei.' };
    expectProblem(await oili.post(`${other.path}/statements`, statement), 409, 'claim-missing');
  });

  it('goes on by itself where a crash has left it begun, once', async () => {
    const partyId = await caller();
    const { body } = await correct({ partyId, field: 'organisation', value: 'Keskussairaala' });
    await server.sql(`update rights_effect set state = 'begun' where id = $1`, [String(body.id)]);
    server.clock.advance(61_000);
    await server.app.get(ContinueEffects).everyMinute();
    expect(await server.sql(`select state from rights_effect where id = $1`, [String(body.id)])).toEqual([
      { state: 'done' },
    ]);
    const corrected = await loggedEvents(server, 'recording.corrected');
    expect(corrected.filter(({ facts }) => facts?.field === 'organisation')).toHaveLength(1);
  });
});
