import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditTrail, type EventDraft } from '../../src/audit/index.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { LogHead } from '../../src/audit/integration/log-head.js';
import { periodOf } from '../../src/audit/review/period.js';
import { flaggedEvents, type FlaggedRow } from '../../src/audit/review/questions/flagged-events.js';
import { OUTSIDE_HOURS } from '../../src/audit/review/questions/outside-hours.js';
import { Database } from '../../src/platform/database/index.js';
import type { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

/** A log in which cases are planted: the events alone, as the product would have written them at that moment. */
describe('the ready questions to the log', () => {
  let server: TestServer;
  let auditor: Client;

  beforeAll(async () => {
    server = await startTestServer();
    auditor = await server.as('aila.auditoija');
  });

  afterAll(async () => {
    await server.stop();
  });

  /** Writes an event at a time of Helsinki, which is two hours ahead of UTC unless `summer`. Returns its id. */
  async function plant(at: string, draft: Omit<EventDraft, 'actor'> & { by: string }, summer = false): Promise<string> {
    const { by, ...rest } = draft;
    server.clock.moveTo(new Date(`${at}${summer ? '+03:00' : '+02:00'}`));
    const actor = { kind: 'staff', id: by, sessionId: null, address: null } as const;
    const id = await server.app.get(AuditTrail).recordAlone({ ...rest, actor });
    server.clock.moveTo(NOW);
    return id;
  }

  async function plantMany(
    count: number,
    at: (nth: number) => string,
    draft: (nth: number) => Parameters<typeof plant>[1],
  ) {
    const ids: string[] = [];
    for (let nth = 1; nth <= count; nth += 1) ids.push(await plant(at(nth), draft(nth)));
    return ids;
  }

  interface Flagged {
    readonly event: { readonly id: string; readonly action: string };
    readonly why: Readonly<Record<string, unknown>>;
  }

  async function ask(name: string, fromOn: string, toOn = fromOn): Promise<Flagged[]> {
    const { status, body } = await auditor.get(`/audit/questions/${name}?fromOn=${fromOn}&toOn=${toOn}&limit=200`);
    expect(status).toBe(200);
    return body.items as Flagged[];
  }

  const idsOf = (flagged: readonly Flagged[]): string[] => flagged.map(({ event }) => event.id);

  it('are told with what each asks', async () => {
    const { body } = await auditor.get('/audit/questions');
    expect((body.items as { name: string; asks: string }[]).map(({ name }) => name)).toEqual([
      ...['outside-hours', 'unusual-volume', 'many-refusals', 'same-contact-again', 'purpose-drift'],
      ...['complaint-closed-case', 'reveal-without-playback', 'mutual-grants'],
    ]);
    expect(body).toMatchObject({ items: [{ asks: expect.stringContaining('7-17') }, {}, {}, {}, {}, {}, {}, {}] });
  });

  it('are asked on record, with the days, before the answer', async () => {
    const events = await eventsDuring(server, () => ask('outside-hours', '2026-06-01', '2026-06-02'));
    expect(events).toMatchObject([
      {
        action: 'audit.question-asked',
        actor: { id: server.ids.get('aila.auditoija') },
        facts: { question: 'outside-hours', fromOn: '2026-06-01', toOn: '2026-06-02' },
      },
    ]);
  });

  it.each([
    ['nobody has written', 'who-is-guilty?fromOn=2026-06-01&toOn=2026-06-01', 404, 'not-found'],
    ['has no days', 'outside-hours', 400, 'invalid-request'],
    ['has its days the wrong way round', 'outside-hours?fromOn=2026-06-02&toOn=2026-06-01', 400, 'invalid-request'],
    ['is about more than a year', 'outside-hours?fromOn=2025-06-01&toOn=2026-06-02', 400, 'invalid-request'],
  ])('are refused where one %s', async (_, question, status, code) => {
    expectProblem(await auditor.get(`/audit/questions/${question}`), status, code);
  });

  it('answer page by page, newest first, each event once', async () => {
    const by = randomUUID();
    const planted = await plantMany(
      5,
      nth => `2026-05-03T12:0${nth}:00`,
      () => played(by),
    );
    const seen: string[] = [];
    let cursor = '';
    do {
      const path = `/audit/questions/outside-hours?fromOn=2026-05-03&toOn=2026-05-03&limit=2${cursor}`;
      const { body } = await auditor.get(path);
      seen.push(...idsOf(body.items as Flagged[]));
      const next = body.nextCursor as string | null;
      cursor = next === null ? '' : `&cursor=${next}`;
    } while (cursor !== '');
    expect(seen).toEqual(planted.reverse());
  });

  it('look at the first leaves of the log alone where they are told how many', async () => {
    const by = randomUUID();
    const first = await plant('2026-05-09T12:00:00', played(by));
    await server.app.get(IntegrateEvents).execute();
    const { size } = await server.app.get(LogHead).read();
    const second = await plant('2026-05-09T12:01:00', played(by));
    await server.app.get(IntegrateEvents).execute();
    const period = periodOf({ fromOn: '2026-05-09', toOn: '2026-05-09' });
    const flaggedAmong = async (treeSize: number | null): Promise<string[]> => {
      const { statement, values } = flaggedEvents(OUTSIDE_HOURS, period, { treeSize, limit: 9 });
      const rows = await server.app.get(Database).query<FlaggedRow>(statement, values);
      return rows.map(({ id }) => id);
    };
    expect(await flaggedAmong(size)).toEqual([first]);
    expect(await flaggedAmong(null)).toEqual([second, first]);
  });

  describe('outside-hours', () => {
    it('flags what was heard or read before seven, from five on, and at the weekend', async () => {
      const by = randomUUID();
      const early = await plant('2026-11-02T06:59:59', played(by));
      await plant('2026-11-02T07:00:00', played(by));
      await plant('2026-11-06T16:59:59', played(by));
      const late = await plant('2026-11-06T17:00:00', played(by));
      const weekend = await plant('2026-11-07T12:00:00', revealed(by));
      const flagged = await ask('outside-hours', '2026-11-02', '2026-11-08');
      expect(idsOf(flagged)).toEqual([weekend, late, early]);
      expect(flagged[2]?.why).toEqual({ helsinkiTime: '2026-11-02T06:59' });
    });

    it('goes by the clocks of Helsinki in summer, too', async () => {
      const by = randomUUID();
      const early = await plant('2026-07-06T06:59:59', played(by), true);
      await plant('2026-07-06T07:00:00', played(by), true);
      expect(idsOf(await ask('outside-hours', '2026-07-06'))).toEqual([early]);
    });

    it('flags neither what was refused, nor other acts, nor other days', async () => {
      const by = randomUUID();
      await plant('2026-07-11T12:00:00', { ...played(by), outcome: 'refused' }, true);
      await plant('2026-07-11T12:00:00', { by, action: 'recordings.listed' }, true);
      await plant('2026-07-12T00:00:00', played(by), true);
      expect(await ask('outside-hours', '2026-07-11')).toEqual([]);
    });
  });

  describe('unusual-volume', () => {
    const daily = (by: string, firstDay: number, days: number, count: number) =>
      plantMany(
        days * count,
        nth => `2026-03-${two(firstDay + Math.floor((nth - 1) / count))}T10:${two((nth - 1) % count)}:00`,
        nth => (nth % 2 === 0 ? played(by) : revealed(by)),
      );

    it('flags the first act beyond what is usual for the person', async () => {
      const by = randomUUID();
      await daily(by, 2, 5, 3);
      const wild = await daily(by, 9, 1, 13);
      const flagged = await ask('unusual-volume', '2026-03-01', '2026-03-31');
      expect(idsOf(flagged)).toEqual([wild[10]]);
      expect(flagged[0]?.why).toEqual({ day: '2026-03-09', count: 13, median: 3, deviation: 0, usual: 10 });
    });

    it('measures each person by their own days: what is wild for one is usual for another', async () => {
      const by = randomUUID();
      await daily(by, 16, 3, 13);
      await daily(by, 19, 1, 19);
      const wild = await daily(by, 20, 1, 20);
      const flagged = (await ask('unusual-volume', '2026-03-17', '2026-03-31')).filter(({ why }) => why.median === 13);
      expect(idsOf(flagged)).toEqual([wild[19]]);
      expect(flagged[0]?.why).toMatchObject({ count: 20, usual: 19 });
    });

    it('does not compare with days that are more than thirty days past', async () => {
      const by = randomUUID();
      await plantMany(
        12,
        nth => `2026-01-05T10:${two(nth)}:00`,
        () => played(by),
      );
      const flagged = await plantMany(
        12,
        nth => `2026-02-05T10:${two(nth)}:00`,
        () => played(by),
      );
      expect(idsOf(await ask('unusual-volume', '2026-02-05'))).toEqual([flagged[10]]);
      await plantMany(
        12,
        nth => `2026-02-06T10:${two(nth)}:00`,
        () => played(by),
      );
      expect(await ask('unusual-volume', '2026-02-06')).toEqual([]);
    });
  });

  describe('many-refusals', () => {
    const refused = (by: string) => ({ by, action: 'route.refused', outcome: 'refused' }) as const;

    it('flags the fifth refused attempt of a person on one day', async () => {
      const by = randomUUID();
      const planted = await plantMany(
        6,
        nth => `2026-04-01T10:0${nth}:00`,
        nth => (nth % 2 === 0 ? refused(by) : { ...played(by), action: 'playback.refused', outcome: 'refused' }),
      );
      const flagged = await ask('many-refusals', '2026-04-01');
      expect(idsOf(flagged)).toEqual([planted[4]]);
      expect(flagged[0]?.why).toEqual({ day: '2026-04-01', refusals: 6 });
    });

    it('flags neither four, nor those of two days or two people, nor what was not refused', async () => {
      const [four, nightly, one, other] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      await plantMany(
        9,
        nth => `2026-02-17T10:0${nth}:00`,
        nth => (nth < 5 ? refused(four) : played(four)),
      );
      await plantMany(
        8,
        nth => (nth < 5 ? '2026-02-17T23:59:59' : '2026-02-18T00:00:00'),
        () => refused(nightly),
      );
      await plantMany(
        8,
        () => '2026-02-17T11:00:00',
        nth => refused(nth % 2 ? one : other),
      );
      expect(await ask('many-refusals', '2026-02-16', '2026-02-19')).toEqual([]);
    });
  });

  describe('same-contact-again', () => {
    const on = (by: string, contactId: string) => played(by, { contactId });

    it('flags the last time of a person who came back to one contact on three days', async () => {
      const [by, contactId] = [randomUUID(), randomUUID()];
      const planted = await plantMany(
        3,
        nth => `2026-08-0${nth + 2}T10:00:00`,
        () => on(by, contactId),
      );
      const flagged = await ask('same-contact-again', '2026-08-01', '2026-08-31');
      expect(idsOf(flagged)).toEqual([planted[2]]);
      expect(flagged[0]?.why).toEqual({ contactId, days: 3, times: 3 });
    });

    it('flags five times on one day', async () => {
      const [by, contactId] = [randomUUID(), randomUUID()];
      const planted = await plantMany(
        5,
        nth => `2026-08-10T10:0${nth}:00`,
        () => on(by, contactId),
      );
      expect(idsOf(await ask('same-contact-again', '2026-08-10'))).toEqual([planted[4]]);
    });

    it('looks back thirty days from the last time, also before the period', async () => {
      const [by, contactId] = [randomUUID(), randomUUID()];
      await plant('2026-08-19T10:00:00', on(by, contactId));
      await plant('2026-09-10T10:00:00', on(by, contactId));
      const last = await plant('2026-09-17T10:00:00', on(by, contactId));
      expect(idsOf(await ask('same-contact-again', '2026-09-17'))).toEqual([last]);
      await plant('2026-09-18T10:00:01', on(by, contactId));
      await plant('2026-10-17T10:00:02', on(by, contactId));
      expect(await ask('same-contact-again', '2026-10-17')).toEqual([]);
    });

    it('flags neither two days, nor two people, nor two contacts', async () => {
      const [by, other, contactId] = [randomUUID(), randomUUID(), randomUUID()];
      await plantMany(
        4,
        nth => `2026-08-1${2 + (nth % 2)}T11:00:00`,
        () => on(by, contactId),
      );
      await plantMany(
        2,
        nth => `2026-08-1${3 + nth}T11:00:00`,
        () => on(other, contactId),
      );
      await plantMany(
        2,
        nth => `2026-08-1${3 + nth}T11:00:00`,
        () => on(by, randomUUID()),
      );
      expect(await ask('same-contact-again', '2026-08-11', '2026-08-18')).toEqual([]);
    });
  });

  describe('purpose-drift', () => {
    /** Playbacks in the week of a Monday: `training` of them for internal training, the others for service development. */
    const week = (monday: string, by: string, count: number, training: number) =>
      plantMany(
        count,
        nth => `${monday}T10:${two(nth)}:00`,
        nth => ({ ...played(by), purpose: nth <= training ? 'internal-training' : 'service-development' }),
      );
    const BEFORE = ['2025-09-01', '2025-09-08', '2025-09-15', '2025-09-22'];

    it('flags the last playback for a purpose whose share has grown by thirty points against four weeks', async () => {
      const [drifting, steady] = [randomUUID(), randomUUID()];
      for (const monday of BEFORE) {
        await week(monday, drifting, 10, 1);
        await week(monday, steady, 20, 2);
      }
      const planted = await week('2025-09-29', drifting, 10, 4);
      await week('2025-09-29', steady, 20, 7);
      const flagged = await ask('purpose-drift', '2025-09-29', '2025-10-05');
      expect(idsOf(flagged)).toEqual([planted[3]]);
      expect(flagged[0]?.why).toEqual({
        drifts: [
          ...[{ scope: 'person', purpose: 'internal-training', weekOf: '2025-09-29', share: 0.4, shareBefore: 0.1 }],
        ],
      });
    });

    it('flags the drift of all together, of whom nobody has enough playbacks to be judged alone', async () => {
      const people = Array.from({ length: 4 }, () => randomUUID());
      for (const monday of ['2025-03-03', '2025-03-10']) for (const by of people) await week(monday, by, 4, 0);
      const planted: string[] = [];
      for (const by of people) planted.push(...(await week('2025-03-17', by, 4, 3)));
      const flagged = await ask('purpose-drift', '2025-03-17', '2025-03-23');
      expect(flagged.map(({ why }) => why.drifts)).toEqual([[expect.objectContaining({ scope: 'all', share: 0.75 })]]);
      expect(planted).toContain(flagged[0]?.event.id);
    });

    it('tells nothing of few playbacks, in the week or before it', async () => {
      const [few, fresh] = [randomUUID(), randomUUID()];
      await week('2024-09-02', few, 25, 0);
      await week('2024-09-09', few, 9, 9);
      expect(await ask('purpose-drift', '2024-09-09', '2024-09-15')).toEqual([]);
      await week('2024-03-04', fresh, 19, 0);
      await week('2024-03-11', fresh, 15, 15);
      expect(await ask('purpose-drift', '2024-03-11', '2024-03-17')).toEqual([]);
    });
  });

  describe('complaint-closed-case', () => {
    let risto: Client;
    const hears = (by: string, reference: string, purpose = 'complaint') => ({ ...played(by), purpose, reference });
    const at = (time: string) => `2026-11-25T${time}:00`;

    /** Closes or reopens a case by its route, at that moment. */
    async function decide(time: string, what: 'closures' | 'reopenings', reference: string): Promise<void> {
      server.clock.moveTo(new Date(`${at(time)}+02:00`));
      risto = await server.as('risto.reklamaatio');
      expect((await risto.post(`/complaint-cases/${what}`, { reference })).status).toBe(200);
      server.clock.moveTo(NOW);
    }

    it('flags a playback for a case that had been closed, and none before, after its reopening, or for another purpose', async () => {
      const by = randomUUID();
      await plant(at('08:00'), hears(by, 'V-100'));
      await decide('09:00', 'closures', 'V-100');
      const flagged = await plant(at('10:00'), hears(by, 'V-100'));
      await plant(at('10:01'), hears(by, 'V-101'));
      await plant(at('10:02'), hears(by, 'V-100', 'service-development'));
      await decide('11:00', 'reopenings', 'V-100');
      await plant(at('12:00'), hears(by, 'V-100'));
      await decide('13:00', 'closures', 'V-100');
      const again = await plant(at('14:00'), hears(by, 'V-100'));
      const found = await ask('complaint-closed-case', '2026-11-25');
      expect(idsOf(found)).toEqual([again, flagged]);
      expect(found[1]?.why).toEqual({ reference: 'V-100', closedAt: expect.stringContaining('2026-11-25T07:00:00') });
    });

    it('goes by closings of long ago', async () => {
      const flagged = await plant('2027-03-20T10:00:00', hears(randomUUID(), 'V-100'));
      expect(idsOf(await ask('complaint-closed-case', '2027-03-20'))).toEqual([flagged]);
    });
  });

  describe('reveal-without-playback', () => {
    it('flags a revealed field of a contact that the person did not listen to that day', async () => {
      const by = randomUUID();
      const call = () => ({ recordingId: randomUUID(), contactId: randomUUID() });
      const [heard, sameContact, yesterday, other, never] = [call(), call(), call(), call(), call()];
      await plant('2026-06-10T09:00:00', revealed(by, heard));
      await plant('2026-06-10T16:00:00', played(by, heard));
      await plant('2026-06-10T09:00:00', played(by, { ...sameContact, recordingId: randomUUID() }));
      await plant('2026-06-10T09:01:00', revealed(by, sameContact));
      await plant('2026-06-09T22:00:00', played(by, yesterday));
      const flagged = [
        await plant('2026-06-10T09:02:00', revealed(by, yesterday)),
        await plant('2026-06-10T09:03:00', revealed(by, other)),
        await plant('2026-06-10T09:04:00', revealed(by, never)),
      ];
      await plant('2026-06-10T09:05:00', played(randomUUID(), other));
      await plant('2026-06-10T09:06:00', { ...played(by, never), outcome: 'refused' });
      await plant('2026-06-10T09:07:00', { ...revealed(by, call()), outcome: 'refused' });
      const found = await ask('reveal-without-playback', '2026-06-09', '2026-06-10');
      expect(idsOf(found)).toEqual(flagged.reverse());
      expect(found[0]?.why).toEqual({ contactId: never.contactId });
    });
  });

  describe('mutual-grants', () => {
    const grants = (by: string, concernsStaffId: string) => ({ by, concernsStaffId, action: 'grant.created' }) as const;

    it('flags the later one of two grants that people gave each other, however far apart', async () => {
      const [one, other, third] = [randomUUID(), randomUUID(), randomUUID()];
      const first = await plant('2025-12-01T10:00:00', grants(one, other));
      await plant('2026-05-20T10:00:00', grants(one, third));
      const second = await plant('2026-05-20T10:01:00', grants(other, one));
      await plant('2026-05-20T10:02:00', { ...grants(third, one), outcome: 'refused' });
      await plant('2026-05-20T10:03:00', grants(other, third));
      const found = await ask('mutual-grants', '2026-05-20');
      expect(idsOf(found)).toEqual([second]);
      expect(found[0]?.why).toEqual({ otherEventId: first, otherStaffId: one });
    });

    it('flags nothing of a person who gave to themselves twice', async () => {
      const one = randomUUID();
      await plantMany(
        2,
        nth => `2026-05-25T10:0${nth}:00`,
        () => grants(one, one),
      );
      expect(await ask('mutual-grants', '2026-05-25')).toEqual([]);
    });
  });
});

interface Call {
  readonly contactId?: string;
  readonly recordingId?: string;
}

function played(by: string, { contactId = randomUUID(), recordingId = randomUUID() }: Call = {}) {
  const facts = { contactId, startedAt: '2026-01-01T00:00:00.000Z', queue: 'user-support' };
  return { by, action: 'playback.granted', purpose: 'service-development', recordingId, facts } as const;
}

function revealed(by: string, call: Call = {}) {
  return { ...played(by, call), action: 'field.revealed' } as const;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
