import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReviewDaysJob } from '../../src/access/reviews/review-days.job.js';
import { AcceptRestore, Replays, type AuditAction, type LoggedEvent } from '../../src/audit/index.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { newId, NOBODY } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { settleLog } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { backUpDatabase, endOnBackup, startedOnBackup } from '../support/restore.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const TODAY = helsinkiDay(NOW);
const reason = 'Siirtyy toiseen tehtävään';
const own = (field: string, column = field) => `case when '${field}' = any(fields) then ${column} end as ${column}`;
/** Of a change's values those that it brings: a replay does not know what it left alone. */
const CHANGES = `
  select id, staff_id, fields, ${own('unit')}, ${own('title')}, ${own('queue')}, ${own('managerId', 'manager_id')}, effective_on,
    opens, origin, entered_at, entered_by, text_event_id, batch_id, held, applied_at, withdrawn_at, withdrawn_by
  from duty_change order by id`;
const BATCHES = `
  select id, opened_at, entered_by, decided_at, decided_by, outcome, text_event_id from duty_batch order by id`;
const REVIEWS = `
  select duty_change_id as id, kind, outcome from access_review where duty_change_id is not null order by duty_change_id`;

let first: TestServer;
let server: TestServer;
/** Their changes are held back, from the eighth on. */
let people: TestPerson[] = [];
let second: TestPerson;
let [withdrawn, due, managed]: TestPerson[] = [];

const rows = async () => ({ changes: await server.sql(CHANGES), batches: await server.sql(BATCHES) });
const idOf = (person: TestPerson | undefined): string => person?.id ?? '';
const staff = async (person: TestPerson | undefined) =>
  (
    await server.sql<{ unit: string }>('select unit, title, queue, manager_id from staff where id = $1', [idOf(person)])
  )[0];

/** Has an administrator enter new duties; the change as it is answered. */
async function change(person: TestPerson | undefined, duties: object): Promise<{ id: string; state: string }> {
  const administrator = await server.as('yrjo.yllapito');
  const { body } = await administrator.post(`/staff/${idOf(person)}/duties`, { reason, ...duties });
  return body.change as { id: string; state: string };
}

async function decideOpenBatch(outcome: string): Promise<void> {
  const administrator = await server.as(second.username);
  const { body } = await administrator.get('/duty-batches?decided=false');
  const [batch] = body.items as { id: string }[];
  expect((await administrator.post(`/duty-batches/${batch?.id ?? ''}/decision`, { outcome, reason })).status).toBe(200);
}

/** A backup is put back that does not know of what was entered, held back, decided and taken back since. */
describe('changes of duties after a restored backup', () => {
  let before: object;
  let reviews: object[];

  beforeAll(async () => {
    first = await startTestServer();
    server = first;
    for (let n = 0; n < 16; n += 1) people.push(await addPerson(server, { grants: [AGENT] }));
    second = await addPerson(server, { grants: [{ role: 'administrator' }] });
    [withdrawn, due, managed, ...people] = people;
    const { id } = await change(withdrawn, { unit: 'Osasto 5', effectiveOn: addDays(TODAY, 7) });
    await change(due, { queue: 'billing', effectiveOn: addDays(TODAY, 1) });
    await change(managed, { managerId: idOf(people[0]) });
    for (const person of people.slice(0, 7)) await change(person, { unit: 'Osasto 5' });
    expect((await change(people[7], { unit: 'Osasto 5' })).state).toBe('held');
    await settleLog(server);
    const backup = await backUpDatabase(first);

    await goOnWorking(id);
    before = await rows();
    reviews = await server.sql(REVIEWS);
    server = await startedOnBackup(first, backup);
  }, 60_000);

  afterAll(async () => {
    await endOnBackup(first, server);
  });

  async function goOnWorking(coming: string): Promise<void> {
    await change(people[8], { unit: 'Osasto 5' });
    await change(people[9], { unit: 'Osasto 5', effectiveOn: addDays(TODAY, 3) });
    await decideOpenBatch('confirmed');
    await change(people[10], { unit: 'Osasto 5' });
    await decideOpenBatch('discarded');
    expect((await change(people[11], { unit: 'Osasto 5' })).state).toBe('held');
    expect((await change(managed, { managerId: null })).state).toBe('in-effect');
    const administrator = await server.as('yrjo.yllapito');
    expect((await administrator.post(`/duty-changes/${coming}/withdrawal`, { reason })).status).toBe(200);
    server.clock.moveTo(startOfDay(addDays(TODAY, 1)));
    await server.app.get(ReviewDaysJob).execute();
    await change(people[0], { title: 'Esihenkilö', managerId: idOf(people[1]) });
    await change(people[12], { managerId: idOf(people[1]), effectiveOn: addDays(TODAY, 4) });
    await change(await addPerson(server), { title: 'Esihenkilö' });
  }

  it('are as the log tells of them: in effect, coming, held back, discarded or withdrawn', async () => {
    expect(await rows()).not.toEqual(before);
    const { replayed, notReplayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');
    expect(replayed).toMatchObject({ 'duties.entered': 8, 'duties.held-back': 4, 'duties.withdrawn': 1 });
    expect(replayed).toMatchObject({ 'duties.changed': 6, 'duty-batch.decided': 2 });
    expect(Object.keys(notReplayed).filter(action => action.startsWith('dut'))).toEqual([]);
    await settleLog(server);

    expect(await rows()).toEqual(before);
    expect(await staff(withdrawn)).toMatchObject({ unit: 'Käyttäjätuki' });
    expect(await staff(due)).toMatchObject({ unit: 'Käyttäjätuki', queue: 'billing' });
    expect(await staff(managed)).toMatchObject({ manager_id: null });
    expect(await staff(people[0])).toMatchObject({
      unit: 'Osasto 5',
      title: 'Esihenkilö',
      manager_id: idOf(people[1]),
    });
    const units = await Promise.all(people.slice(7, 12).map(async person => (await staff(person))?.unit));
    expect(units).toEqual(['Osasto 5', 'Osasto 5', 'Käyttäjätuki', 'Käyttäjätuki', 'Käyttäjätuki']);
  });

  it('have one review each, also those that a confirmed batch let go, once the job has looked', async () => {
    await server.app.get(ReviewDaysJob).execute();
    expect(await server.sql(REVIEWS)).toEqual(reviews);
    expect(await rows()).toEqual(before);
  });

  it('come about as they would have: on their day, and with the decision on their batch', async () => {
    await decideOpenBatch('confirmed');
    server.clock.moveTo(startOfDay(addDays(TODAY, 4)));
    await server.app.get(ReviewDaysJob).execute();
    expect(await staff(people[11])).toMatchObject({ unit: 'Osasto 5' });
    expect(await staff(people[9])).toMatchObject({ unit: 'Osasto 5' });
    expect(await staff(people[12])).toMatchObject({ manager_id: idOf(people[1]) });
    await checkCustody(server);
  });
});

/** What no version of Tallenne has written, or not yet. */
describe('an event of duties that says less than it should', () => {
  const entered = () => ({ object: { kind: 'duty-change', id: newId(server.clock.now()) } });
  const batch = () => ({ object: { kind: 'duty-batch', id: newId(server.clock.now()) } });
  const changed = async (id: string) =>
    (await server.sql('select origin, entered_by, fields, held, withdrawn_at from duty_change where id = $1', [id]))[0];

  beforeAll(async () => {
    server = await startTestServer();
    people = [await addPerson(server, { grants: [AGENT] })];
    await change(people[0], { unit: 'Osasto 5', effectiveOn: addDays(TODAY, 7) });
  });

  afterAll(async () => {
    await server.stop();
  });

  async function replay(action: AuditAction, event: Partial<LoggedEvent>): Promise<void> {
    const at = server.clock.now();
    const said = { id: newId(at), at, action, outcome: 'done', actor: { kind: 'system', id: null }, ...event };
    const again = server.app.get(Replays).of(action);
    await server.app.get(Database).transaction(async em => again?.(em, said));
  }

  it('changes nothing where it is about no change, no person, no day or no batch', async () => {
    const before = await rows();
    const { object } = entered();
    const facts = { effectiveOn: TODAY, unit: 'Osasto 9' };
    const concernsStaffId = idOf(people[0]);
    await replay('duties.entered', { concernsStaffId, facts });
    await replay('duties.entered', { object, facts });
    await replay('duties.entered', { object, concernsStaffId, facts: { unit: 'Osasto 9' } });
    await replay('duties.held-back', { object });
    await replay('duties.changed', { facts });
    await replay('duties.withdrawn', {});
    await replay('duty-batch.decided', { facts: { outcome: 'discarded' } });
    expect(await rows()).toEqual(before);
    expect(await staff(people[0])).toMatchObject({ unit: 'Käyttäjätuki' });
  });

  it('enters a change once, by nobody and not from the directory where it does not say by whom and from where', async () => {
    const { object } = entered();
    const event = { object, concernsStaffId: idOf(people[0]), facts: { effectiveOn: TODAY, queue: '' } };
    await replay('duties.entered', event);
    expect(await changed(object.id)).toMatchObject({ origin: 'entered', entered_by: NOBODY, fields: ['queue'] });
    const before = await rows();
    await replay('duties.entered', event);
    expect(await rows()).toEqual(before);
  });

  it('opens a batch of nobody for a change that is not there, and discards where no outcome can be read', async () => {
    const [{ object }, { object: inBatch }] = [entered(), batch()];
    const facts = { effectiveOn: TODAY, unit: 'Osasto 9' };
    await replay('duties.held-back', { facts: { batchId: inBatch.id } });
    const opened = await server.sql('select entered_by, decided_at from duty_batch where id = $1', [inBatch.id]);
    expect(opened).toEqual([{ entered_by: NOBODY, decided_at: null }]);
    await replay('duties.entered', { object, concernsStaffId: idOf(people[0]), facts });
    await replay('duties.held-back', { object, facts: { batchId: inBatch.id } });
    expect(await changed(object.id)).toMatchObject({ held: true, withdrawn_at: null });
    await replay('duty-batch.decided', { object: inBatch, facts: { outcome: 'dreamt' } });
    expect(await changed(object.id)).toMatchObject({ held: false, withdrawn_at: server.clock.now() });
  });
});
