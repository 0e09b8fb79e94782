import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ChangeDuties } from '../../src/access/duties/change-duties.js';
import { ReviewDaysJob } from '../../src/access/reviews/review-days.job.js';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { HeldStill } from '../support/held-still.js';
import { eventsDuring } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { whileStuck } from '../support/while-stuck.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const LEAD = { role: 'team-lead', purposes: ['service-development', 'internal-training'] };
const HOUR_MS = 3_600_000;
const reason = 'Siirtyy toiseen tehtävään';

let server: TestServer;
let administrator: Client;
let other: Client;

const today = () => helsinkiDay(server.clock.now());
const own = () => server.ids.get('yrjo.yllapito') ?? '';
const runJob = () => server.app.get(ReviewDaysJob).execute();
const change = (id: string, duties: object, by = administrator): Promise<Answer> =>
  by.post(`/staff/${id}/duties`, { reason, ...duties });
const idOf = ({ body }: Answer): string => (body.change as { id: string }).id;
const dutiesOf = async (id: string) =>
  (await server.sql<{ unit: string; title: string }>('select unit, title from staff where id = $1', [id]))[0];

async function people(count: number): Promise<TestPerson[]> {
  const added: TestPerson[] = [];
  for (let n = 0; n < count; n += 1) added.push(await addPerson(server, { grants: [AGENT] }));
  return added;
}

async function signIn(): Promise<void> {
  administrator = await server.as('yrjo.yllapito');
  other = await server.as('paula.paakayttaja');
}

beforeAll(async () => {
  server = await startTestServer();
});

beforeEach(async () => {
  server.clock.moveTo(new Date(startOfDay(addDays(today(), 1)).getTime() + 9 * HOUR_MS));
  await signIn();
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('a batch of changes of duties', () => {
  /** The id of the batch in which the system's own change of an eleventh person waits. */
  async function batchOfTheSystem(): Promise<{ batchId: string; last: string }> {
    const all = await people(11);
    const database = server.app.get(Database);
    for (const { id: staffId } of all) {
      const wanted = { staffId, unit: 'Osasto 5', reason };
      await database.transaction(em =>
        server.app.get(ChangeDuties).execute(em, wanted, { kind: 'entered' }, THE_SYSTEM),
      );
    }
    const { body } = await administrator.get('/duty-batches?decided=false');
    const [batch] = body.items as { id: string }[];
    return { batchId: batch?.id ?? '', last: all.at(-1)?.id ?? '' };
  }

  it('is of nobody where nobody entered the first change, and either administrator may decide it, once', async () => {
    const { batchId, last } = await batchOfTheSystem();
    const { body } = await administrator.get(`/duty-batches/${batchId}`);
    expect(body).toMatchObject({ enteredBy: null, mayDecide: true, items: [{ staffId: last, enteredBy: null }] });
    const decision = { outcome: 'confirmed', reason };
    expect((await administrator.post(`/duty-batches/${batchId}/decision`, decision)).body).toMatchObject({
      ...{ decidedBy: own(), outcome: 'confirmed', mayDecide: false },
    });
    const events = await eventsDuring(server, async () => {
      expectProblem(await other.post(`/duty-batches/${batchId}/decision`, decision), 409, 'already-decided');
    });
    expect(events).toMatchObject([{ action: 'duty-batch.decided', outcome: 'refused', reason: 'already-decided' }]);
  });

  it('is listed newest first, page by page, and by whether it was decided', async () => {
    const { batchId: newer } = await batchOfTheSystem();
    expect((await other.post(`/duty-batches/${newer}/decision`, { outcome: 'discarded', reason })).status).toBe(200);
    server.clock.advance(2 * HOUR_MS);
    await signIn();
    const { batchId: newest } = await batchOfTheSystem();
    const listed = async (query: string) => {
      const { body } = await administrator.get(`/duty-batches?${query}`);
      return { ids: (body.items as { id: string }[]).map(({ id }) => id), next: String(body.nextCursor) };
    };
    const { ids, next } = await listed('limit=1');
    expect(ids).toEqual([newest]);
    expect((await listed(`limit=1&cursor=${next}`)).ids).toEqual([newer]);
    expect((await listed('decided=false')).ids).toEqual([newest]);
    const { ids: decided } = await listed('decided=true');
    expect(decided).toContain(newer);
    expect(decided).not.toContain(newest);
    expect((await other.post(`/duty-batches/${newest}/decision`, { outcome: 'discarded', reason })).status).toBe(200);
  });
});

describe('what is foretold of a change of duties', () => {
  const foretold = async (id: string, duties: object) =>
    (await administrator.post(`/staff/${id}/duties/preview`, duties)).body.review;

  it('is no review of somebody who has no grants to be examined', async () => {
    const { id } = await addPerson(server);
    expect(await foretold(id, { unit: 'Osasto 5' })).toBeNull();
  });

  it('names the new manager and theirs as a deputy, or the administrators where there is no manager', async () => {
    const [above, manager] = [await addPerson(server, { grants: [LEAD] }), await addPerson(server, { grants: [LEAD] })];
    await server.sql('update staff set manager_id = $1 where id = $2', [above.id, manager.id]);
    const [person] = await people(1);
    const nameOf = async (id: string) => String((await administrator.get(`/staff/${id}`)).body.displayName);
    expect(await foretold(person?.id ?? '', { managerId: manager.id })).toMatchObject({
      reviewerName: await nameOf(manager.id),
      deputyNames: [await nameOf(above.id)],
    });
    const alone = (await foretold(person?.id ?? '', { unit: 'Osasto 5' })) as { deputyNames: string[] };
    expect(alone).toMatchObject({ reviewerName: null });
    expect(alone.deputyNames.sort()).toEqual(['Paula Pääkäyttäjä', 'Yrjö Ylläpito']);
    await server.sql('update staff set manager_id = $1 where id = $2', [manager.id, person?.id]);
    expect(await foretold(person?.id ?? '', { unit: 'Osasto 5', managerId: null })).not.toBeNull();
  });
});

describe('an attempt at duties', () => {
  it('of oneself is refused when it takes back what somebody else has entered, and is on record', async () => {
    const id = idOf(await change(own(), { title: 'Esihenkilö', effectiveOn: addDays(today(), 7) }, other));
    const events = await eventsDuring(server, async () => {
      expectProblem(await administrator.post(`/duty-changes/${id}/withdrawal`, { reason }), 403, 'not-oneself');
    });
    expect(events).toMatchObject([{ action: 'duties.withdrawn', outcome: 'refused', reason: 'not-oneself' }]);
    expect((await other.post(`/duty-changes/${id}/withdrawal`, { reason })).status).toBe(200);
  });

  it('that fails is no refusal: nothing is changed, and nothing on record', async () => {
    const [person, ...rest] = await people(12);
    const id = person?.id ?? '';
    const coming = idOf(await change(id, { unit: 'Osasto 5', effectiveOn: addDays(today(), 7) }));
    for (const one of rest) await change(one.id, { unit: 'Osasto 5' });
    const { body } = await other.get('/duty-batches?decided=false');
    const [batch] = body.items as { id: string }[];
    const path = `/duty-batches/${batch?.id ?? ''}`;
    const before = (await other.get(path)).body;
    const events = await eventsDuring(server, async () => {
      await whileStuck(server, { table: 'duty_change', check: `staff_id <> '${id}'` }, async () => {
        expect((await change(id, { title: 'Esihenkilö' })).status).toBe(500);
        expect((await administrator.post(`/duty-changes/${coming}/withdrawal`, { reason })).status).toBe(500);
      });
      await whileStuck(server, { table: 'duty_batch', check: 'decided_at is null' }, async () => {
        expect((await other.post(`${path}/decision`, { outcome: 'confirmed', reason })).status).toBe(500);
      });
    });
    expect(events).toEqual([]);
    expect((await other.get(path)).body).toEqual(before);
    const { body: duties } = await administrator.get(`/staff/${id}/duties`);
    expect(duties).toMatchObject({ present: { title: 'Testaaja' }, changes: [{ id: coming, state: 'coming' }] });
    expect((await other.post(`${path}/decision`, { outcome: 'discarded', reason })).status).toBe(200);
  });
});

describe('changes of duties whose day has come', () => {
  /** Two changes of a person, one after the other, and one of another person, on whose day it is. */
  async function due(): Promise<{ person: string; stranger: string; changes: string[] }> {
    const [person, stranger] = (await people(2)).map(({ id }) => id);
    const at = (days: number) => ({ effectiveOn: addDays(today(), days) });
    const changes = [
      idOf(await change(person ?? '', { unit: 'Osasto 5', ...at(3) })),
      idOf(await change(person ?? '', { unit: 'Osasto 6', title: 'Esihenkilö', ...at(4) })),
    ];
    await change(stranger ?? '', { unit: 'Osasto 5', ...at(4) });
    server.clock.moveTo(startOfDay(addDays(today(), 4)));
    return { person: person ?? '', stranger: stranger ?? '', changes };
  }

  it('wait behind an earlier one of the same person that cannot be done, and overtake it nowhere', async () => {
    const { person, stranger, changes } = await due();
    await whileStuck(server, { table: 'duty_change', check: `id <> '${changes[0] ?? ''}'` }, () =>
      expect(runJob()).rejects.toThrow(),
    );
    expect(await dutiesOf(person)).toEqual({ unit: 'Käyttäjätuki', title: 'Testaaja' });
    expect(await dutiesOf(stranger)).toMatchObject({ unit: 'Osasto 5' });
    await runJob();
    expect(await dutiesOf(person)).toEqual({ unit: 'Osasto 6', title: 'Esihenkilö' });
  });

  it('are left for the next look where somebody else has the person in hand', async () => {
    const { person, stranger } = await due();
    await HeldStill.by(server, ['select from staff where id = $1 for update', person], () => runJob());
    expect(await dutiesOf(person)).toMatchObject({ unit: 'Käyttäjätuki' });
    expect(await dutiesOf(stranger)).toMatchObject({ unit: 'Osasto 5' });
    await runJob();
    expect(await dutiesOf(person)).toMatchObject({ unit: 'Osasto 6' });
  });

  it('are done once where another instance was faster', async () => {
    const { person, changes } = await due();
    const faster = 'update duty_change set applied_at = $1 where id = any($2)';
    const events = await eventsDuring(server, () =>
      HeldStill.by(server, [faster, server.clock.now(), changes], async held => {
        const job = runJob();
        await held.until(1, job);
        await held.letGo();
        await job;
      }),
    );
    const changed = events.filter(({ action }) => action === 'duties.changed');
    expect(changed.filter(({ concernsStaffId }) => concernsStaffId === person)).toEqual([]);
  });
});
