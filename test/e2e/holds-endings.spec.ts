import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/kernel/calendar.js';
import { HoldsOf, type HoldSummary } from '../../src/retention/holds/holds-of.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import type { Client } from '../support/client.js';
import { HoldScenes } from '../support/holds.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let scenes: HoldScenes;

beforeEach(async () => {
  server = await startTestServer();
  scenes = new HoldScenes(server);
});

afterEach(async () => {
  await checkCustody(server);
  await server.stop();
});

const as = (username: string): Promise<Client> => server.as(username);

/** Moves on by days and signs the two in again, whose sessions are over by then. */
async function after(days: number): Promise<[risto: Client, liisa: Client]> {
  scenes.moveTo(scenes.inDays(days));
  return Promise.all([as('risto.reklamaatio'), as('liisa.lupa')]);
}

describe('what a hold keeps after the ordinary last day', () => {
  it('is seen and heard for the purpose of the hold alone, by people granted it', async () => {
    const filed = await scenes.deliver();
    await scenes.approved(await as('risto.reklamaatio'), await as('liisa.lupa'), filed.id);
    const [risto, liisa] = await after(62);
    await scenes.purge();
    expect(await scenes.reached(risto, filed.id, 'complaint')).toEqual([200, 201]);
    expect(await scenes.reached(liisa, filed.id, 'internal-training')).toEqual([404, 404]);
    expect(await scenes.reached(await as('oili.oikeus'), filed.id, 'rights-request')).toEqual([404, 404]);
    const { body } = await liisa.get(`/recordings/${filed.id}/holds`);
    expect(body.items).toMatchObject([{ recordingId: filed.id, inForce: true, call: { queue: 'user-support' } }]);
  });

  it('is one leg of its call: the others go on their ordinary day, the contact stays', async () => {
    const held = await scenes.deliver({ linkedId: 'legs' });
    const other = await scenes.deliver({ linkedId: 'legs' });
    expect(other.contactId).toBe(held.contactId);
    await scenes.approved(await as('risto.reklamaatio'), await as('liisa.lupa'), held.id);
    const [risto] = await after(62);
    await scenes.purge();
    const kept = await readKept(server);
    expect(kept.recordings.map(({ id }) => id)).toEqual([held.id]);
    expect(kept.contacts.map(({ id }) => id)).toEqual([held.contactId]);
    expect(await scenes.reached(risto, held.id, 'complaint')).toEqual([200, 201]);
    await scenes.expectOneKeyEach(held);
  });
});

describe('a hold that ends', () => {
  it('by its release gives the recording back to its ordinary last day', async () => {
    const filed = await scenes.deliver();
    const [risto, liisa] = [await as('risto.reklamaatio'), await as('liisa.lupa')];
    const id = await scenes.approved(risto, liisa, filed.id);
    const events = await eventsDuring(server, async () => {
      const { status, body } = await risto.post(`/holds/${id}/release`, { reason: 'Asia on ratkaistu.' });
      expect([status, body.state, body.inForce, body.until]).toEqual([200, 'released', false, scenes.today]);
    });
    expect(events.map(({ action }) => action)).toEqual(['hold.released', 'due-day.moved']);
    expect(await scenes.recording(filed.id)).toMatchObject({ due_on: filed.dueOn, hold_purposes: '{}' });
    await scenes.expectOneKeyEach(filed);
    expectProblem(await liisa.post(`/holds/${id}/release`, { reason: 'Taas' }), 409, 'hold-released');
  });

  it.each(['release', 'refusal'] as const)(
    'by its %s after the ordinary last day goes tonight, and is out of reach at once',
    async how => {
      const filed = await scenes.deliver();
      scenes.moveTo(scenes.inDays(58));
      const { body } = await scenes.ask(await as('risto.reklamaatio'), filed.id);
      if (how === 'release') await (await as('liisa.lupa')).post(`/holds/${String(body.id)}/approval`);
      const [risto, liisa] = await after(5);
      const isOpen = how === 'release'; // what nobody has approved keeps the recording and opens it to nobody
      expect(await scenes.reached(risto, filed.id, 'complaint')).toEqual(isOpen ? [200, 201] : [404, 404]);
      const ended = await liisa.post(`/holds/${String(body.id)}/${how}`, { reason: 'Ei tarvita enää.' });
      expect(ended.status).toBe(200);
      expect(await scenes.reached(risto, filed.id, 'complaint')).toEqual([404, 404]);
      expect((await scenes.recording(filed.id))?.due_on).toBe(scenes.today);
      await scenes.expectOneKeyEach(filed);
      await checkCustody(server);
      await after(1);
      await scenes.purge();
      expect(await scenes.recording(filed.id)).toBeUndefined();
      expect((await readKept(server)).wrappings.has(filed.id)).toBe(false);
    },
  );

  it('lapses where nobody decided, and cannot be approved after that', async () => {
    const filed = await scenes.deliver();
    const { body } = await scenes.ask(await as('risto.reklamaatio'), filed.id);
    const [, liisa] = await after(8);
    expectProblem(await liisa.post(`/holds/${String(body.id)}/approval`), 409, 'hold-lapsed');
    expect((await liisa.get('/holds?state=lapsed')).body.items).toMatchObject([{ id: body.id, permitted: [] }]);
    const events = await eventsDuring(server, () => scenes.endHolds());
    expect(events).toMatchObject([
      { action: 'hold.lapsed', actor: { kind: 'system' }, recordingId: filed.id },
      { action: 'due-day.moved', facts: { holdPurposes: [], to: filed.dueOn } },
    ]);
    expect(await scenes.recording(filed.id)).toMatchObject({ hold_purposes: '{}', held_through_on: filed.dueOn });
    expect(await eventsDuring(server, () => scenes.endHolds())).toEqual([]);
  });

  it('with its last day goes as a whole: nobody reaches it at midnight, and the purge takes it with its holds', async () => {
    const filed = await scenes.deliver();
    const [first, second] = [await as('risto.reklamaatio'), await as('liisa.lupa')];
    const until = scenes.inDays(70);
    const id = await scenes.approved(first, second, filed.id, { until });
    const [risto, liisa] = await after(71);
    expect(await scenes.reached(risto, filed.id, 'complaint')).toEqual([404, 404]);
    expect((await risto.get('/holds')).body.items).toEqual([]);
    expectProblem(await risto.get(`/holds/${id}`), 404, 'not-found');
    expectProblem(await risto.post(`/holds/${id}/release`, { reason: 'Ei tarvita' }), 410, 'day-closed');
    const looked = { nextReviewOn: scenes.inDays(5), reason: 'Asia on kesken.' };
    expectProblem(await liisa.post(`/holds/${id}/reviews`, looked), 410, 'day-closed');
    await scenes.endHolds();
    expect(await loggedEvents(server, 'hold.ended')).toEqual([]);
    await scenes.purge();
    for (const table of ['recording', 'hold', 'hold_review'])
      expect(await server.sql(`select 1 from ${table}`)).toEqual([]);
  });

  it.each(['approval', 'refusal', 'release'] as const)(
    'while its %s is under way keeps nothing for the new day, and lets nobody say that it does',
    async act => {
      const filed = await scenes.deliver();
      scenes.moveTo(scenes.inDays(58));
      const { body } = await scenes.ask(await as('risto.reklamaatio'), filed.id, { until: addDays(filed.dueOn, 2) });
      const [, liisa] = await after(5);
      expect([scenes.today, (await scenes.recording(filed.id))?.due_on]).toEqual([
        addDays(filed.dueOn, 2),
        scenes.today,
      ]);
      const holdsOf = server.app.get(HoldsOf);
      const destination = holdsOf.destination.bind(holdsOf);
      holdsOf.destination = (...parameters) => {
        scenes.moveTo(addDays(filed.dueOn, 3));
        return destination(...parameters);
      };
      const answer = await liisa.post(
        `/holds/${String(body.id)}/${act}`,
        act === 'approval' ? {} : { reason: 'Testi' },
      );
      expectProblem(answer, 410, 'day-closed');
      expect((await scenes.recording(filed.id))?.due_on).toBe(addDays(filed.dueOn, 2));
      await scenes.purge();
      expect(await scenes.recording(filed.id)).toBeUndefined();
    },
  );

  it('leaves the others: at midnight nobody reaches the recording until they are counted anew', async () => {
    const filed = await scenes.deliver();
    const [first, second, kirsi] = [await as('risto.reklamaatio'), await as('liisa.lupa'), await as('kirsi.koulu')];
    await scenes.approved(first, second, filed.id, { until: scenes.inDays(70) });
    await scenes.approved(kirsi, second, filed.id, { kind: 'training', reference: 'K-1', until: scenes.inDays(90) });
    expect(await scenes.recording(filed.id)).toMatchObject({
      ...{
        due_on: scenes.inDays(90),
        held_through_on: scenes.inDays(70),
        hold_purposes: '{internal-training,complaint}',
      },
    });
    let [risto, liisa] = await after(70);
    expect(await scenes.reached(risto, filed.id, 'complaint')).toEqual([200, 201]);
    expect(await scenes.reached(liisa, filed.id, 'internal-training')).toEqual([200, 201]);
    [risto, liisa] = await after(1);
    expect(await scenes.reached(risto, filed.id, 'complaint')).toEqual([404, 404]);
    expect(await scenes.reached(liisa, filed.id, 'internal-training')).toEqual([404, 404]);
    const events = await eventsDuring(server, () => Promise.all([scenes.endHolds(), scenes.endHolds()]));
    expect(events.map(({ action }) => action)).toEqual(['hold.ended', 'due-day.moved']);
    expect(await scenes.reached(risto, filed.id, 'complaint')).toEqual([404, 404]);
    expect(await scenes.reached(liisa, filed.id, 'internal-training')).toEqual([200, 201]);
    await scenes.expectOneKeyEach(filed);
  });
});

describe('an extension', () => {
  it('is a new request that names the hold; the older one stays until its own last day', async () => {
    const filed = await scenes.deliver();
    const [first, second] = [await as('risto.reklamaatio'), await as('liisa.lupa')];
    const id = await scenes.approved(first, second, filed.id, { until: scenes.inDays(30) });
    const wanted = { necessity: 'Lausunto puuttuu.', until: scenes.inDays(80) };
    expectProblem(await (await as('kirsi.koulu')).post(`/holds/${id}/extensions`, wanted), 403, 'not-permitted');
    const asked = await first.post(`/holds/${id}/extensions`, wanted);
    expect([asked.status, asked.body]).toEqual([
      201,
      expect.objectContaining({
        ...{ continues: id, state: 'requested', provisional: false, inForce: false, reference: 'V-1' },
        ...{ kind: 'complaint', until: scenes.inDays(7), wantedUntil: scenes.inDays(80) },
      }),
    ]);
    expect((await scenes.recording(filed.id))?.held_through_on).toBe(scenes.inDays(30));
    expectProblem(await first.post(`/holds/${String(asked.body.id)}/approval`), 403, 'not-permitted');
    expect((await second.post(`/holds/${String(asked.body.id)}/approval`)).status).toBe(200);
    expect(await scenes.recording(filed.id)).toMatchObject({
      ...{ due_on: scenes.inDays(80), held_through_on: scenes.inDays(30) },
    });
    const [risto] = await after(31);
    await scenes.endHolds();
    const states = (await risto.get(`/recordings/${filed.id}/holds`)).body.items as { id: string; state: string }[];
    expect(states.map(({ state }) => state)).toEqual(['active', 'ended']);
    expect(await scenes.recording(filed.id)).toMatchObject({ hold_purposes: '{complaint}' });
    expectProblem(
      await risto.post(`/holds/${id}/extensions`, { ...wanted, until: scenes.inDays(90) }),
      ...([409, 'hold-ended'] as const),
    );
  });

  it('protects by itself only where nothing has yet, and never shortens', async () => {
    const filed = await scenes.deliver();
    const oili = await as('oili.oikeus');
    const wanted = { kind: 'rights-request', reference: 'P-1', until: scenes.inDays(30) };
    const { body } = await scenes.ask(oili, filed.id, wanted);
    const longer = { necessity: 'Pyyntö on kesken.', until: scenes.inDays(30) };
    expectProblem(await oili.post(`/holds/${String(body.id)}/extensions`, longer), 422, 'hold-not-longer');
    const until = scenes.inDays(90);
    const extended = await oili.post(`/holds/${String(body.id)}/extensions`, { ...longer, until });
    expect(extended.body).toMatchObject({ state: 'active', until, continues: body.id });
  });

  it('cannot go on for ever', async () => {
    const filed = await scenes.deliver();
    const last = addDays(filed.dueOn, 1095);
    await server.sql(`update access_grant set until_on = '2040-01-01'`);
    const first = { kind: 'rights-request', reference: 'P-1', until: scenes.inDays(365) };
    let { body } = await scenes.ask(await as('oili.oikeus'), filed.id, first);
    while (String(body.until) < last) {
      scenes.moveTo(scenes.inDays(300));
      await scenes.endHolds();
      const until = scenes.inDays(365) < last ? scenes.inDays(365) : last;
      const oili = await as('oili.oikeus');
      const path = `/holds/${String(body.id)}/extensions`;
      ({ body } = await oili.post(path, { necessity: 'Oikeudenkäynti jatkuu.', until }));
      expect(body).toMatchObject({ state: 'active', until });
    }
    expect((await scenes.recording(filed.id))?.due_on).toBe(last);
    const more = { necessity: 'Vielä.', until: addDays(last, 1) };
    const refused = await (await as('oili.oikeus')).post(`/holds/${String(body.id)}/extensions`, more);
    expectProblem(refused, 422, 'hold-too-long');
    expect(refused.body.latest).toBe(last);
  });
});

describe('the review of a hold', () => {
  it('is shown as overdue until somebody else has looked', async () => {
    const filed = await scenes.deliver();
    const [first, second] = [await as('risto.reklamaatio'), await as('liisa.lupa')];
    const reviewOn = scenes.inDays(10);
    const id = await scenes.approved(first, second, filed.id, { reviewOn, until: scenes.inDays(50) });
    let [risto, liisa] = await after(10);
    const overdue = async () =>
      ((await liisa.get('/holds?overdue=true')).body.items as { id: string }[]).map(one => one.id);
    expect(await overdue()).toEqual([]);
    [risto, liisa] = await after(1);
    expect(await overdue()).toEqual([id]);
    expect((await liisa.get('/holds?overdue=false')).body.items).toEqual([]);
    const looked = { nextReviewOn: scenes.inDays(20), reason: 'Lautakunta ei ole ratkaissut.' };
    expectProblem(await risto.post(`/holds/${id}/reviews`, looked), 403, 'not-permitted');
    const late = { ...looked, nextReviewOn: scenes.inDays(40) };
    expectProblem(await liisa.post(`/holds/${id}/reviews`, late), 422, 'review-day-out-of-range');
    const { status, body } = await liisa.post(`/holds/${id}/reviews`, looked);
    expect([status, body.reviewOn, body.overdue]).toEqual([201, scenes.inDays(20), false]);
    expect(await overdue()).toEqual([]);
    const opened = (await risto.get(`/holds/${id}`)).body;
    expect(opened.reviews).toMatchObject([{ reviewerName: 'Liisa Lupa', reason: 'Lautakunta ei ole ratkaissut.' }]);
    const events = await loggedEvents(server, 'hold.reviewed');
    expect(events.map(({ outcome, reason }) => reason ?? outcome)).toEqual([...['review-day-out-of-range', 'done']]);
  });
});

describe('the list of holds', () => {
  it('shows what lies in the scope, by state, kind and recording, in pages, and says so in the log', async () => {
    const filed = [await scenes.deliver(), await scenes.deliver(), await scenes.deliver({ queue: 'on-call' })];
    const risto = await as('risto.reklamaatio');
    for (const { id } of filed) expect((await scenes.ask(risto, id)).status).toBe(201);
    const liisa = await as('liisa.lupa');
    const approved = (await liisa.get(`/recordings/${filed[0]?.id ?? ''}/holds`)).body.items as { id: string }[];
    await liisa.post(`/holds/${approved[0]?.id ?? ''}/approval`);
    const counted = async (query: string) => ((await liisa.get(`/holds${query}`)).body.items as object[]).length;
    expect(await counted('')).toBe(3);
    expect([
      await counted('?state=active'),
      await counted('?state=requested'),
      await counted('?kind=training'),
    ]).toEqual([...[1, 2, 0]]);
    const first = (await liisa.get('/holds?limit=2')).body as { items: { id: string }[]; nextCursor: string };
    const rest = (await liisa.get(`/holds?limit=2&cursor=${first.nextCursor}`)).body as typeof first;
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(3);
    expect(rest.nextCursor).toBeNull();
    const [event] = (await loggedEvents(server, 'holds.listed')).slice(-1);
    expect(event).toMatchObject({ actor: { id: server.ids.get('liisa.lupa') }, facts: { limit: 2, continued: true } });
    const grants = [{ role: 'team-lead', purposes: ['internal-training'], queues: ['on-call'] }];
    const far = await as((await addPerson(server, { grants })).username);
    const seen = (await far.get('/holds')).body.items as { id: string; recordingId: string }[];
    expect(seen.map(({ recordingId }) => recordingId)).toEqual([filed[2]?.id]);
    const opened = await Promise.all([...first.items, ...rest.items].map(({ id }) => far.get(`/holds/${id}`)));
    expect(opened.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    expect((await far.get(`/recordings/${filed[0]?.id ?? ''}/holds`)).body.items).toEqual([]);
    expect((await (await as('maija.malli')).get('/holds')).status).toBe(403);
  });
});

describe('the purge', () => {
  it('gets a summary of the holds of what goes, without what was written', async () => {
    const filed = await scenes.deliver();
    const [risto, liisa] = [await as('risto.reklamaatio'), await as('liisa.lupa')];
    const [from, until] = [scenes.today, scenes.inDays(80)];
    const id = await scenes.approved(risto, liisa, filed.id, { until });
    await liisa.post(`/holds/${id}/release`, { reason: 'Ei tarvita' });
    await scenes.approved(risto, liisa, filed.id, { until });
    const [first, second] = await loggedEvents(server, 'hold.requested');
    const reason = (event: typeof first) => event?.commitments?.necessity;
    let taken = new Map<string, HoldSummary[]>();
    const undone = server.app.get(Database).transaction(async em => {
      taken = await server.app.get(HoldsOf).takeWith(em, [filed.id]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const kind = 'complaint';
    expect(taken.get(filed.id)).toEqual([
      { kind, from, until: from, outcome: 'released', reasonSha256: reason(first) },
      { kind, from, until, outcome: 'ended', reasonSha256: reason(second) },
    ]);
    await liisa.post(`/holds/${id}/release`, { reason: 'Ei tarvita' });
  });
});
