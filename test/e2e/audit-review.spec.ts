import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AuditTrail, LogGate, type EventDraft } from '../../src/audit/index.js';
import { leafHash, nodeHash } from '../../src/audit/tree/hashes.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Answer, Client } from '../support/client.js';
import { eventsDuring, leafOf, loggedEvents, type LoggedEvent } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const PERIOD = { fromOn: '2026-11-22', toOn: '2026-11-24' };
const PERIOD_BEGINS = '2026-11-21T22:00:00.000Z';
const CANARY = 'kanarialintu';

interface Round {
  readonly id: string;
  readonly treeSize: number;
  readonly root: string;
  readonly checkpoint: string;
  readonly seed: string;
  readonly recipe: { readonly actions: readonly string[] };
  readonly closedAt: string | null;
}

interface Item {
  readonly eventId: string;
  readonly event: LoggedEvent;
  readonly why: readonly { readonly because: string; readonly facts: object }[];
  readonly marks: readonly {
    readonly id: string;
    readonly mark: string;
    readonly markedBy: string;
    readonly text: string | null;
  }[];
}

let server: TestServer;
let auditor: Client;

async function listen(username: string, id: string, purpose: string, reference = 'V-1'): Promise<void> {
  const client = await server.as(username);
  await client.get(`/recordings/${id}`);
  const { status, body } = await client.post(`/recordings/${id}/playbacks`, { purpose, reference });
  expect(status).toBe(201);
  await client.delete(`/playbacks/${String(body.id)}`);
}

async function deliver(overrides: Record<string, unknown> = {}, seed = 1): Promise<string> {
  const { body } = await server.ingest().deliver(callMetadata(NOW, overrides), wav({ seconds: 0.3, seed }));
  return String(body.id);
}

/** A field that somebody revealed at night, as the product would have written it then. */
async function plantAtNight(at: string, by: string, more: Partial<EventDraft> = {}): Promise<string> {
  server.clock.moveTo(new Date(at));
  const actor = { kind: 'staff', id: by, sessionId: null, address: null } as const;
  const id = await server.app.get(AuditTrail).recordAlone({ action: 'field.revealed', actor, ...more });
  server.clock.moveTo(NOW);
  return id;
}

async function openRound(body: Readonly<Record<string, unknown>> = { ...PERIOD, sampleSize: 6 }): Promise<Round> {
  const answer = await auditor.post('/audit/review-rounds', body);
  expect(answer.status).toBe(201);
  return answer.body as unknown as Round; // tests look into it with matchers
}

async function itemsOf(round: Round, query = ''): Promise<Item[]> {
  const { status, body } = await auditor.get(`/audit/review-rounds/${round.id}/items?limit=200${query}`);
  expect(status).toBe(200);
  return body.items as Item[];
}

const mark = (client: Client, round: Round, body: object): Promise<Answer> =>
  client.post(`/audit/review-rounds/${round.id}/marks`, body);

const person = (username: string): string => String(server.ids.get(username));

describe('a review round', () => {
  let round: Round;
  let items: Item[];
  let other: Client;
  let otherAuditor: TestPerson;
  let night: string;
  let concerning: string;
  let ownAct: string;

  beforeAll(async () => {
    server = await startTestServer();
    auditor = await server.as('aila.auditoija');
    otherAuditor = await addPerson(server, { grants: [{ role: 'auditor' }] });
    other = await server.as(otherAuditor.username);
    const [one, two, three] = [await deliver(), await deliver({}, 2), await deliver({}, 3)];
    await listen('liisa.lupa', one, 'internal-training');
    await listen('liisa.lupa', two, 'internal-training');
    await listen('risto.reklamaatio', three, 'complaint');
    await auditor.get('/recordings'); // which an auditor may not
    night = await plantAtNight('2026-11-23T22:00:00Z', person('liisa.lupa'));
    ownAct = await plantAtNight('2026-11-23T22:15:00Z', person('aila.auditoija'));
    concerning = await plantAtNight('2026-11-23T22:30:00Z', person('liisa.lupa'), {
      concernsStaffId: person('aila.auditoija'),
    });
    await plantAtNight('2026-11-21T21:59:59Z', person('liisa.lupa'));
    round = await openRound();
    items = await itemsOf(round);
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  it('draws a sample that anybody comes to again who has nothing but an export of the log and the round’s own words', async () => {
    const leaves = await exportedLeaves(auditor);
    const seed = sha256(round.checkpoint + round.id);
    expect(round.seed).toBe(seed);
    expect(rootOf(leaves.slice(0, round.treeSize)).toString('base64')).toBe(round.root);
    expect(round.checkpoint.split('\n').slice(1, 3)).toEqual([String(round.treeSize), round.root]);
    const drawn = leaves
      .slice(0, round.treeSize)
      .map(leafOf)
      .filter(({ action, at }) => round.recipe.actions.includes(action) && at >= PERIOD_BEGINS)
      .map(({ id }) => ({ id, order: sha256(seed + id) }))
      .sort((a, b) => (a.order < b.order ? -1 : 1));
    expect(drawn.length).toBeGreaterThan(6);
    const expected = drawn.slice(0, 6).map(({ id }) => id);
    expect(sampleOf(items).sort()).toEqual(expected.sort());
  });

  it('draws other events the next time, from the same log', async () => {
    const samples = new Set<string>();
    for (let nth = 0; nth < 5; nth += 1) {
      const next = await openRound({ ...PERIOD, sampleSize: 3 });
      samples.add(
        sampleOf(await itemsOf(next))
          .sort()
          .join(),
      );
    }
    expect(samples.size).toBeGreaterThan(1);
  });

  it('looks at every event that a question flags in the period, and says why', () => {
    const flagged = items.filter(({ why }) => why.some(({ because }) => because === 'outside-hours'));
    expect(flagged.map(({ eventId }) => eventId)).toEqual([concerning, ownAct, night]);
    expect(flagged[2]?.why).toContainEqual({
      because: 'outside-hours',
      facts: { helsinkiTime: '2026-11-24T00:00' },
    });
  });

  it('does not look at what came after it was frozen', async () => {
    const later = await plantAtNight('2026-11-23T23:00:00Z', person('liisa.lupa'));
    expect((await itemsOf(round)).map(({ eventId }) => eventId)).toEqual(items.map(({ eventId }) => eventId));
    expect((await itemsOf(await openRound())).map(({ eventId }) => eventId)).toContain(later);
  });

  it('looks at nothing that has no place in the frozen tree, drawn or flagged', async () => {
    // While the log is not known to go on, nothing is integrated.
    server.app.get(LogGate).close('not-continued');
    const pending = await plantAtNight('2026-11-23T23:30:00Z', person('liisa.lupa'));
    const frozen = await openRound({ ...PERIOD, sampleSize: 2000 });
    server.app.get(LogGate).open('not-continued');
    const whole = await openRound({ ...PERIOD, sampleSize: 2000 });
    expect((await itemsOf(frozen)).map(({ eventId }) => eventId)).not.toContain(pending);
    const found = (await itemsOf(whole)).find(({ eventId }) => eventId === pending);
    expect(found?.why.map(({ because }) => because)).toEqual(
      expect.arrayContaining(['sample', 'outside-hours', 'reveal-without-playback']),
    );
  });

  it('is on record with what it was drawn from', async () => {
    const opened = await loggedEvents(server, 'review-round.opened');
    const { treeSize, root, seed } = round;
    expect(opened.find(({ object }) => object?.id === round.id)).toMatchObject({
      actor: { id: person('aila.auditoija') },
      facts: { ...PERIOD, sampleSize: 6, treeSize, root, seed, sampled: 6, items: items.length },
    });
  });

  it('is not opened where its event cannot be written', async () => {
    const before = await rounds();
    await server.sql(
      `alter table audit_event add constraint refused check (action <> 'review-round.opened') not valid`,
    );
    const { status } = await auditor.post('/audit/review-rounds', { ...PERIOD, sampleSize: 1 });
    await server.sql('alter table audit_event drop constraint refused');
    expect(status).toBeGreaterThanOrEqual(500);
    expect(await rounds()).toEqual(before);
  });

  it.each([
    ['ends tomorrow', { fromOn: '2026-11-22', toOn: '2026-11-25', sampleSize: 1 }, 422, 'period-not-begun'],
    ['ends before it begins', { fromOn: '2026-11-22', toOn: '2026-11-21', sampleSize: 1 }, 400, 'invalid-request'],
    ['has no sample', { ...PERIOD, sampleSize: 0 }, 400, 'invalid-request'],
  ])('is refused where its period %s', async (_, body, status, code) => {
    expectProblem(await auditor.post('/audit/review-rounds', body), status, code);
  });

  it('is shown, alone, in the list and with its events, and each look is on record', async () => {
    const events = await eventsDuring(server, async () => {
      const one = await auditor.get(`/audit/review-rounds/${round.id}`);
      expect(one.body).toEqual({ ...round, items: items.length, unmarked: items.length, findings: 0 });
      const list = await auditor.get('/audit/review-rounds?limit=200');
      expect(list.body.items).toContainEqual(round);
      await itemsOf(round);
    });
    const object = { kind: 'review-round', id: round.id };
    const viewed = events.filter(({ action }) => action === 'review-round.viewed');
    expect(viewed.map(event => event.object)).toEqual([object, undefined, object]);
  });

  it('shows its events page by page', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await auditor.get(`/audit/review-rounds/${round.id}/items?limit=3${cursor}`);
      const next = body.nextCursor as string | null;
      seen.push(...(body.items as Item[]).map(({ eventId }) => eventId));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(seen).toEqual(items.map(({ eventId }) => eventId));
  });

  describe('whose events are marked', () => {
    it.each([
      ['what they did', () => ownAct],
      ['what was done for them', () => concerning],
    ])('lets nobody review %s, and puts the attempt on record', async (_, eventId) => {
      const events = await eventsDuring(server, async () => {
        expectProblem(await mark(auditor, round, { eventId: eventId(), mark: 'in-order' }), 403, 'not-oneself');
      });
      expect(events).toMatchObject([
        { action: 'review-event.marked', outcome: 'refused', reason: 'not-oneself', object: { id: eventId() } },
      ]);
      expect(await marksOf(round, eventId())).toEqual([]);
    });

    it('takes a mark with its event, which holds the words', async () => {
      const text = `${CANARY} katsottu`;
      const events = await eventsDuring(server, () => mark(auditor, round, { eventId: night, mark: 'in-order', text }));
      expect(events).toMatchObject([
        {
          action: 'review-event.marked',
          outcome: 'done',
          object: { kind: 'audit-event', id: night },
          facts: { roundId: round.id, mark: 'in-order', reviewedActorId: person('liisa.lupa') },
        },
      ]);
      const markedBy = person('aila.auditoija');
      expect(await marksOf(round, night)).toMatchObject([{ id: events[0]?.id, mark: 'in-order', markedBy, text }]);
    });

    it('takes a second mark beside the first, which stays', async () => {
      const finding = {
        eventId: night,
        mark: 'finding',
        text: 'miksi yöllä?',
        ownerId: person('liisa.lupa'),
        dueOn: '2026-12-01',
      };
      expect((await mark(other, round, finding)).status).toBe(201);
      expect(await marksOf(round, night)).toMatchObject([
        { mark: 'in-order', markedBy: person('aila.auditoija') },
        { mark: 'finding', markedBy: otherAuditor.id, text: 'miksi yöllä?' },
      ]);
    });

    it.each([
      ['no words', { ownerId: randomUUID(), dueOn: '2026-12-01' }, 400, 'invalid-request'],
      ['nobody who answers for it', { text: 'x', dueOn: '2026-12-01' }, 400, 'invalid-request'],
      ['no day', { text: 'x', ownerId: randomUUID() }, 400, 'invalid-request'],
      ['a day that is over', { text: 'x', ownerId: randomUUID(), dueOn: '2026-11-23' }, 422, 'due-day-over'],
    ])('takes no finding with %s', async (_, rest, status, code) => {
      expectProblem(await mark(other, round, { eventId: night, mark: 'finding', ...rest }), status, code);
    });

    it('takes no mark of an event that it does not look at', async () => {
      expectProblem(await mark(auditor, round, { eventId: randomUUID(), mark: 'in-order' }), 404, 'not-found');
    });

    it('shows those that have a mark, and those that have none', async () => {
      expect((await itemsOf(round, '&marked=true')).map(({ eventId }) => eventId)).toEqual([night]);
      expect(await itemsOf(round, '&marked=false')).toHaveLength(items.length - 1);
    });
  });

  describe('when it is to be closed', () => {
    it('is not, while an event has no mark', async () => {
      const { body, ...answer } = await auditor.post(`/audit/review-rounds/${round.id}/closure`);
      expectProblem({ ...answer, body }, 409, 'items-unmarked');
      expect(body.unmarked).toBe(items.length - 1);
    });

    it('is, once each has one, on record and once', async () => {
      for (const { eventId } of await itemsOf(round, '&marked=false')) {
        expect((await mark(other, round, { eventId, mark: 'in-order' })).status).toBe(201);
      }
      const events = await eventsDuring(server, async () => {
        for (const client of [auditor, other]) {
          const { status, body } = await client.post(`/audit/review-rounds/${round.id}/closure`);
          expect(status).toBe(200);
          expect(body).toMatchObject({ id: round.id, closedBy: person('aila.auditoija'), closedAt: NOW.toISOString() });
        }
      });
      const facts = { items: items.length, findings: 1 };
      expect(events).toMatchObject([{ action: 'review-round.closed', object: { id: round.id }, facts }]);
    });

    it('takes no mark any more', async () => {
      expectProblem(await mark(other, round, { eventId: night, mark: 'in-order' }), 409, 'round-closed');
    });
  });

  describe('in the database', () => {
    let application: pg.Client;

    beforeAll(async () => {
      application = new pg.Client({ connectionString: server.database.applicationUrl });
      await application.connect();
    });

    afterAll(async () => {
      await application.end();
    });

    it.each([
      "update review_mark set mark = 'in-order'",
      'delete from review_mark',
      "update review_item set why = '[]'",
      'delete from review_item',
      "update review_round set seed = ''",
      'delete from review_round',
      'update finding set owner_id = actor_id',
      'delete from finding',
      'delete from complaint_case',
      'truncate review_mark',
    ])('refuses the application: %s', async statement => {
      await expect(application.query(statement)).rejects.toMatchObject({ code: '42501' });
    });

    it('holds no word that people wrote in clear, neither in its tables nor in the log', async () => {
      const tables = ['review_round', 'review_item', 'review_mark', 'finding', 'audit_text', 'audit_event'];
      for (const table of tables) {
        const [found] = await server.sql<{ n: number }>(
          `select count(*)::int as n from ${table} t where t::text like '%' || $1 || '%' or t::text like '%' || $2 || '%'`,
          [CANARY, Buffer.from(CANARY).toString('hex')],
        );
        expect([table, found?.n]).toEqual([table, 0]);
      }
    });
  });

  async function marksOf(of: Round, eventId: string): Promise<Item['marks']> {
    return (await itemsOf(of)).find(item => item.eventId === eventId)?.marks ?? [];
  }

  async function rounds(): Promise<object | undefined> {
    const [counts] = await server.sql<object>(
      'select (select count(*) from review_round) as rounds, (select count(*) from review_item) as items',
    );
    return counts;
  }
});

describe('a finding', () => {
  let round: Round;
  let id: string;
  let markId: string;
  let liisa: Client;
  let owning: TestPerson;

  beforeAll(async () => {
    server = await startTestServer();
    auditor = await server.as('aila.auditoija');
    owning = await addPerson(server, { grants: [{ role: 'auditor' }] });
    const eventId = await plantAtNight('2026-11-23T22:00:00Z', person('risto.reklamaatio'), {
      purpose: 'complaint',
      reference: 'V-7',
    });
    round = await openRound();
    liisa = await server.as('liisa.lupa');
    [markId, id] = await find(eventId, person('liisa.lupa'));
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  async function find(eventId: string, ownerId: string): Promise<[string, string]> {
    const body = { eventId, mark: 'finding', text: `${CANARY}: miksi yöllä?`, ownerId, dueOn: '2026-12-01' };
    const answer = await mark(auditor, round, body);
    expect(answer.status).toBe(201);
    return [String(answer.body.id), String(answer.body.findingId)];
  }

  const settle = (client: Client, outcome = 'corrected', of = id): Promise<Answer> =>
    client.post(`/audit/findings/${of}/outcome`, { outcome, text: 'Ohjeistettu.' });

  it('is on record as what its owner answers for, with its day', async () => {
    const [recorded] = await loggedEvents(server, 'finding.recorded');
    expect(recorded).toMatchObject({
      actor: { id: person('aila.auditoija') },
      object: { kind: 'finding', id },
      concernsStaffId: person('liisa.lupa'),
      facts: { roundId: round.id, dueOn: '2026-12-01' },
    });
    expect(markId).not.toBe(id);
  });

  it('is shown to auditors with its words and what it is about, on record', async () => {
    const events = await eventsDuring(server, async () => {
      const { body } = await auditor.get('/audit/findings');
      expect(body.items).toMatchObject([
        {
          id,
          roundId: round.id,
          text: `${CANARY}: miksi yöllä?`,
          ownerId: person('liisa.lupa'),
          dueOn: '2026-12-01',
          about: {
            action: 'field.revealed',
            actorId: person('risto.reklamaatio'),
            purpose: 'complaint',
            reference: 'V-7',
          },
          answer: null,
          outcome: null,
        },
      ]);
    });
    expect(events).toMatchObject([{ action: 'findings.listed', facts: { own: false } }]);
  });

  it('is shown to who answers for it, and to nobody else who asks for their own', async () => {
    expect((await liisa.get('/me/findings')).body.items).toMatchObject([{ id }]);
    expect((await (await server.as('risto.reklamaatio')).get('/me/findings')).body.items).toEqual([]);
  });

  it('is answered by who answers for it, again until it is settled, and the last answer counts', async () => {
    const events = await eventsDuring(server, async () => {
      for (const text of ['Kysyn häneltä.', 'Päivystys, sovittu.']) {
        expect((await liisa.post(`/me/findings/${id}/answer`, { text })).status).toBe(200);
      }
    });
    expect(events.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['finding.answered', 'done'],
      ['finding.answered', 'done'],
    ]);
    expect((await auditor.get('/audit/findings')).body.items).toMatchObject([
      { answer: { text: 'Päivystys, sovittu.' } },
    ]);
  });

  it('is not there for anybody else who would answer it; the log knows of the attempt', async () => {
    const events = await eventsDuring(server, async () => {
      expectProblem(await auditor.post(`/me/findings/${id}/answer`, { text: 'x' }), 404, 'not-found');
    });
    expect(events).toMatchObject([{ action: 'finding.answered', outcome: 'refused', object: { id } }]);
  });

  it('is settled neither by an auditor who answers for it, nor by one who did what was found', async () => {
    const night = await plantAtNight('2026-11-23T22:10:00Z', owning.id);
    round = await openRound();
    const [, did] = await find(night, person('liisa.lupa'));
    const risto = await plantAtNight('2026-11-23T22:20:00Z', person('risto.reklamaatio'));
    round = await openRound();
    const [, owned] = await find(risto, owning.id);
    const client = await server.as(owning.username);
    const events = await eventsDuring(server, async () => {
      for (const one of [did, owned]) expectProblem(await settle(client, 'no-fault', one), 403, 'not-oneself');
    });
    expect(events.map(({ action, outcome, reason }) => [action, outcome, reason])).toEqual([
      ['finding.settled', 'refused', 'not-oneself'],
      ['finding.settled', 'refused', 'not-oneself'],
    ]);
    expect((await settle(auditor, 'no-fault', owned)).status).toBe(200);
  });

  it('is settled once, with its words, on record', async () => {
    const events = await eventsDuring(server, async () => {
      const { status, body } = await settle(auditor);
      expect(status).toBe(200);
      expect(body.outcome).toMatchObject({ outcome: 'corrected', text: 'Ohjeistettu.', by: person('aila.auditoija') });
    });
    expect(events).toMatchObject([
      {
        action: 'finding.settled',
        outcome: 'done',
        object: { id },
        concernsStaffId: person('liisa.lupa'),
        facts: { outcome: 'corrected' },
      },
    ]);
    expectProblem(await settle(auditor, 'no-fault'), 409, 'finding-settled');
    expectProblem(await liisa.post(`/me/findings/${id}/answer`, { text: 'x' }), 409, 'finding-settled');
  });

  it('is found among the settled or the open ones', async () => {
    const idsOf = async (settled: boolean): Promise<string[]> =>
      ((await auditor.get(`/audit/findings?settled=${settled}`)).body.items as { id: string }[]).map(one => one.id);
    expect(await idsOf(true)).toContain(id);
    expect(await idsOf(false)).not.toContain(id);
    expect((await idsOf(true)).length + (await idsOf(false)).length).toBe(3);
  });

  it('has its words in the log’s texts alone', async () => {
    const [found] = await server.sql<{ n: number }>(
      `select count(*)::int as n from finding f where f::text like '%' || $1 || '%'`,
      [CANARY],
    );
    expect(found?.n).toBe(0);
  });
});

describe('what others did that concerns a person', () => {
  let maija: Client;
  let recording: string;
  let startedAt: unknown;

  beforeAll(async () => {
    server = await startTestServer();
    maija = await server.as('maija.malli');
    const metadata = callMetadata(NOW);
    startedAt = metadata.startedAt;
    recording = await deliver({ startedAt: metadata.startedAt, endedAt: metadata.endedAt });
    await deliver({ agent: { username: 'eero.esimerkki' } }, 2);
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  interface Access {
    readonly action: string;
    readonly staffId: string | null;
  }

  const accesses = async (client: Client, query = ''): Promise<Access[]> => {
    const { status, body } = await client.get(`/me/accesses${query}`);
    expect(status).toBe(200);
    return body.items as Access[];
  };
  const listening = (all: readonly Access[]): Access[] =>
    all.filter(({ action }) => /^(recording|field|playback)/.test(action));

  it('is every opening, reveal and playback of a call that the person took, with purpose, queue and time', async () => {
    await listen('liisa.lupa', recording, 'service-development', 'INC-1');
    const liisa = await server.as('liisa.lupa');
    await liisa.post(`/recordings/${recording}/reveals`, { field: 'name', purpose: 'internal-training' });
    const call = { staffId: person('liisa.lupa'), queue: 'user-support', callStartedAt: startedAt };
    expect(listening(await accesses(maija))).toMatchObject([
      { action: 'field.revealed', outcome: 'done', purpose: 'internal-training', ...call },
      { action: 'playback.granted', purpose: 'service-development', ...call },
      { action: 'recording.opened', purpose: null, ...call },
    ]);
  });

  it('is not what the person did, nor what was done with calls that others took', async () => {
    await listen('maija.malli', recording, 'service-development', 'INC-1');
    expect(listening(await accesses(maija))).toHaveLength(3);
    expect(listening(await accesses(await server.as('eero.esimerkki')))).toEqual([]);
    expect(listening(await accesses(await server.as('liisa.lupa')))).toEqual([]);
  });

  it('is also what was done about the person: a grant', async () => {
    const admin = await server.as('yrjo.yllapito');
    const grant = { role: 'agent', purposes: [], fromOn: '2026-11-24', untilOn: '2026-12-24' };
    await admin.post(`/staff/${person('maija.malli')}/grants`, { ...grant, reason: 'Testi' });
    expect((await accesses(await server.as('maija.malli')))[0]).toMatchObject({
      action: 'grant.created',
      staffId: person('yrjo.yllapito'),
      queue: null,
    });
  });

  it('names neither callers nor recordings', async () => {
    const { bytes } = await maija.get('/me/accesses');
    for (const personal of ['Soittaja', '401234567', recording]) expect(bytes.toString()).not.toContain(personal);
  });

  it('comes page by page, and each look is on record', async () => {
    const all = await accesses(maija);
    const seen: Access[] = [];
    const events = await eventsDuring(server, async () => {
      for (let query = '?limit=2'; ;) {
        const { body } = await maija.get(`/me/accesses${query}`);
        seen.push(...(body.items as Access[]));
        const next = body.nextCursor as string | null;
        if (next === null) break;
        query = `?limit=2&cursor=${next}`;
      }
    });
    expect(seen).toEqual(all);
    expect(events.map(({ action }) => action)).toEqual(events.map(() => 'accesses.viewed'));
    expect(events.length).toBeGreaterThan(1);
  });
});

describe('a complaint case', () => {
  let risto: Client;

  beforeAll(async () => {
    server = await startTestServer();
    risto = await server.as('risto.reklamaatio');
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  const close = (reference: string, reason?: string): Promise<Answer> =>
    risto.post('/complaint-cases/closures', { reference, ...(reason === undefined ? {} : { reason }) });
  const reopen = (reference: string): Promise<Answer> => risto.post('/complaint-cases/reopenings', { reference });

  it('is closed, reopened and closed again, each once and on record with its reference', async () => {
    const states: unknown[] = [];
    const events = await eventsDuring(server, async () => {
      for (const act of [close, close, reopen, reopen, close]) {
        const { status, body } = await act('V-1');
        states.push([status, body.state]);
      }
    });
    expect(states).toEqual(['closed', 'closed', 'open', 'open', 'closed'].map(state => [200, state]));
    expect(events.map(({ action, reference }) => [action, reference])).toEqual([
      ['complaint-case.closed', 'V-1'],
      ['complaint-case.reopened', 'V-1'],
      ['complaint-case.closed', 'V-1'],
    ]);
  });

  it('keeps the reason of its closing in the log’s texts', async () => {
    const [closed] = await eventsDuring(server, () => close('V-2', 'Sovittu asiakkaan kanssa'));
    const auditor = await server.as('aila.auditoija');
    const { body } = await auditor.get(`/audit/events/${String(closed?.id)}`);
    expect(body.texts).toMatchObject([{ name: 'reason', text: 'Sovittu asiakkaan kanssa' }]);
    expect(JSON.stringify(closed)).not.toContain('Sovittu');
  });

  it('is closed once by two who close it at the same time', async () => {
    const events = await eventsDuring(server, () => Promise.all([close('V-3'), close('V-3'), close('V-3')]));
    expect(events.map(({ action }) => action)).toEqual(['complaint-case.closed']);
  });

  it('is not reopened where it was never closed', async () => {
    expectProblem(await reopen('V-99'), 404, 'not-found');
  });

  it('is listed, the last closed first, on record', async () => {
    const events = await eventsDuring(server, async () => {
      const { body } = await risto.get('/complaint-cases?limit=2');
      const next = await risto.get(`/complaint-cases?limit=2&cursor=${String(body.nextCursor)}`);
      const listed = [...(body.items as object[]), ...(next.body.items as object[])];
      const closed = { state: 'closed', closedBy: person('risto.reklamaatio'), reopenedAt: null };
      expect(listed).toHaveLength(3);
      for (const reference of ['V-1', 'V-2', 'V-3']) {
        expect(listed).toContainEqual(expect.objectContaining({ reference, ...closed }));
      }
    });
    expect(events.map(({ action }) => action)).toEqual(['complaint-cases.listed', 'complaint-cases.listed']);
  });
});

function sampleOf(items: readonly Item[]): string[] {
  return items.filter(({ why }) => why.some(({ because }) => because === 'sample')).map(({ eventId }) => eventId);
}

async function exportedLeaves(client: Client): Promise<Buffer[]> {
  const answer = await fetch(`${client.url}/api/v1/audit/exports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ format: 'ndjson' }),
  });
  const text = await answer.text();
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => Buffer.from(line));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** RFC 6962 §2.1, by its definition. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (leaves.length === 1 && only) return leafHash(only);
  const left = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)));
}
