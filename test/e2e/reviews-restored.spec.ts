import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenReview } from '../../src/access/reviews/open-review.js';
import { ReviewDaysJob } from '../../src/access/reviews/review-days.job.js';
import { AcceptRestore, Replays, THE_SYSTEM, type AuditAction } from '../../src/audit/index.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { newId, NOBODY } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { settleLog } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { reconcileLater } from '../support/reconcile-later.js';
import { backUpDatabase, endOnBackup, startedOnBackup } from '../support/restore.js';
import { startTestServer, type TestServer } from '../support/server.js';

const DAY_MS = 86_400_000;
const AGENT = { role: 'agent', purposes: ['service-development'] };
const OF_SUPPORT = { ...AGENT, queues: ['user-support'] };
const LEAD = { role: 'team-lead', purposes: ['service-development', 'internal-training'] };
const reason = 'Siirtyy toiseen tehtävään.';
const REVIEWS = `
  select id, staff_id, kind, opened_at, effective_on, suspend_on, escalate_on, revoke_on, duty_change_id, reviewer_id,
    deputy_ids, escalated_at, suspended_at, closed_at, outcome
  from access_review order by id`;
const ITEMS = `
  select review_id, grant_id, decision, decided_at, decided_by, text_event_id from access_review_item
  order by review_id, grant_id`;

const SUSPENDED = 'select id, suspended from access_grant order by id';
const ACTIONS = [
  ...(['access-review.opened', 'access-review.suspended', 'access-review.escalated'] as const),
  ...(['access-review.reassigned', 'access-review.overdue', 'access-review.closed', 'grant.suspended'] as const),
];

interface Managed extends TestPerson {
  readonly manager: TestPerson;
}

interface ReviewRow {
  readonly id: string;
  readonly staff_id: string;
  readonly kind: string;
  readonly reviewer_id: string;
  readonly deputy_ids: readonly string[];
  readonly suspended_at: Date | null;
  readonly escalated_at: Date | null;
  readonly closed_at: Date | null;
  readonly outcome: string | null;
}

interface ItemRow {
  readonly review_id: string;
}

let first: TestServer;
let server: TestServer;
/** Before the backup a review of each is open; `coming`: it suspends later. */
let known: Record<'kept' | 'revoked' | 'over' | 'gone' | 'overdue' | 'coming', Managed>;
/** Whose review was opened since: for new duties, and a recovery. */
let since: Record<'opened' | 'recovered', Managed>;
let other: TestPerson;
/** Came after the backup: the deputy of a review, and somebody whose access was examined since. */
let newcomer: Managed;
let reviews: ReviewRow[] = [];
let items: ItemRow[] = [];

const inDays = (days: number) => addDays(helsinkiDay(server.clock.now()), days);

/** A backup is put back that does not know how reviews went on since. */
beforeAll(async () => {
  first = await startTestServer();
  server = first;
  known = {
    ...{ kept: await managed(AGENT, OF_SUPPORT), revoked: await managed(AGENT, OF_SUPPORT) },
    ...{ over: await managed({ ...AGENT, untilOn: inDays(10) }), gone: await managed(AGENT) },
    ...{ overdue: await managed(AGENT), coming: await managed(AGENT) },
  };
  since = { opened: await managed(AGENT, OF_SUPPORT, LEAD), recovered: await managed(AGENT) };
  other = await addPerson(server, { grants: [LEAD] });
  const { kept, revoked, over, gone, overdue, coming } = known;
  for (const person of [kept, revoked, over, gone, overdue]) await change(person);
  await change(coming, inDays(12));
  await settleLog(server);
  const backup = await backUpDatabase(first);

  for (const person of [kept, over, gone]) {
    for (const grantId of person.grantIds) await decide(person.manager, person, grantId, 'keep');
  }
  await decide(revoked.manager, revoked, revoked.grantIds[0], 'keep');
  const yrjo = await server.as('yrjo.yllapito');
  expect((await yrjo.post(`/grants/${revoked.grantIds[1] ?? ''}/revocation`, { reason })).status).toBe(200);
  server.clock.moveTo(startOfDay(inDays(18)));
  await server.app.get(ReviewDaysJob).execute();
  await openSince(since);
  const ofKnown = ({ staff_id: id }: ReviewRow) => id !== newcomer.id;
  reviews = (await server.sql<ReviewRow>(REVIEWS)).filter(ofKnown);
  const ids = reviews.map(({ id }) => id);
  items = (await server.sql<ItemRow>(ITEMS)).filter(({ review_id: id }) => ids.includes(id));
  server = await startedOnBackup(first, backup);
  // As where the backup was taken between somebody's deactivation and the end of their rights.
  await server.sql(`update staff set status = 'deactivated' where id = $1`, [gone.id]);
});

afterAll(async () => {
  await endOnBackup(first, server);
});

async function managed(...grants: readonly object[]): Promise<Managed> {
  const manager = await addPerson(server, { grants: [LEAD] });
  const person = await addPerson(server, { grants: grants.map(grant => ({ ...grant })) });
  await server.sql('update staff set manager_id = $1 where id = $2', [manager.id, person.id]);
  return { ...person, manager };
}

async function openSince({ opened, recovered }: typeof since): Promise<void> {
  newcomer = await managed(AGENT);
  await server.sql('update staff set manager_id = $1 where id = $2', [newcomer.id, opened.manager.id]);
  for (const person of [opened, newcomer]) await change(person);
  const reviewer = { reviewerId: other.id };
  const yrjo = await server.as('yrjo.yllapito');
  expect((await yrjo.request('PUT', await pathOf(opened, 'reviewer'), reviewer)).status).toBe(200);
  await decide(other, opened, opened.grantIds[0], 'keep');
  await decide(other, opened, opened.grantIds[1], 'revoke');
  const wanted = { staffId: recovered.id, kind: 'recovery', actor: THE_SYSTEM } as const;
  await server.app.get(Database).transaction(em => server.app.get(OpenReview).execute(em, wanted));
}

/** New duties, which suspend everything on their day. */
async function change({ id }: TestPerson, effectiveOn = inDays(0)): Promise<void> {
  const yrjo = await server.as('yrjo.yllapito');
  expect((await yrjo.post(`/staff/${id}/duties`, { unit: 'Osasto 5', effectiveOn, reason })).status).toBe(200);
}

async function pathOf({ id }: TestPerson, act: string): Promise<string> {
  const open = 'select id from access_review where staff_id = $1 and closed_at is null';
  const [review] = await server.sql<{ id: string }>(open, [id]);
  return `/access-reviews/${review?.id ?? ''}/${act}`;
}

async function decide(by: TestPerson, person: TestPerson, grantId = '', decision = 'keep'): Promise<void> {
  const decisions = [{ grantId, decision, reason }];
  const answer = await (await server.as(by.username)).post(await pathOf(person, 'decisions'), { decisions });
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
}

async function accessOf({ username }: TestPerson): Promise<number> {
  return (await (await server.as(username)).get('/recordings')).status;
}

async function openOf({ id }: TestPerson): Promise<ReviewRow[]> {
  return (await server.sql<ReviewRow>(REVIEWS)).filter(row => row.staff_id === id && row.closed_at === null);
}

/** The grants that the person's open review is about. */
async function examinedOf(person: TestPerson): Promise<string[]> {
  const ids = (await openOf(person)).map(({ id }) => id);
  const rows = await server.sql<{ grant_id: string }>(
    'select grant_id from access_review_item where review_id = any($1) and decision is null order by grant_id',
    [ids],
  );
  return rows.map(({ grant_id: id }) => id);
}

/** Brings about what an event of now tells. */
function replay(action: AuditAction, told: object): Promise<unknown> {
  const at = server.clock.now();
  const event = { id: newId(at), at, action, outcome: 'done', actor: { kind: 'system', id: null }, ...told };
  return server.app.get(Database).transaction(async em => server.app.get(Replays).of(action)?.(em, event));
}

describe('access reviews after a restored backup', () => {
  it('are as the log tells of them, with what people and the calendar decided', async () => {
    expect(await server.sql(REVIEWS)).not.toEqual(reviews);
    const { replayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');
    expect(replayed).toMatchObject({ 'access-review.opened': 3, 'access-review.closed': 5, 'grant.revoked': 3 });
    const ids = new Set(reviews.map(({ id }) => id));
    const after = await server.sql<ReviewRow>(REVIEWS);
    expect(after.filter(({ id }) => ids.has(id))).toEqual(reviews);
    const decided = await server.sql<ItemRow>(ITEMS);
    expect(decided.filter(({ review_id: id }) => ids.has(id))).toEqual(items);
    const ended = reviews.flatMap(({ outcome }) => outcome ?? []);
    expect(ended).toEqual(['decided', 'decided', 'decided', 'decided', 'overdue']);
    await settleLog(server);
  });

  it('give nothing back by themselves: what resumed since is suspended until somebody has looked', async () => {
    const { kept, revoked } = known;
    for (const person of [kept, revoked]) {
      expect(await accessOf(person)).toBe(403);
      expect(await openOf(person)).toMatchObject([{ kind: 'recovery', reviewer_id: person.manager.id }]);
    }
    expect(await examinedOf(kept)).toEqual([...kept.grantIds].sort());
    expect(await examinedOf(revoked)).toEqual([revoked.grantIds[0]]);
    for (const grantId of kept.grantIds) await decide(kept.manager, kept, grantId);
    expect(await accessOf(kept)).toBe(200);
  });

  it('are not there for somebody who came since, and tell of who decides without words and names that are lost', async () => {
    expect(await openOf(newcomer)).toEqual([]);
    const yrjo = await server.as('yrjo.yllapito');
    const [review] = await openOf(since.opened);
    const { body } = await yrjo.get(`/access-reviews/${review?.id ?? ''}`);
    expect(body).toMatchObject({ reviewerId: other.id, deputyIds: [newcomer.id], deputyNames: [''] });
    const kept = (body.items as { decision: string | null }[]).filter(({ decision }) => decision === 'keep');
    expect(kept).toMatchObject([{ reason: null, decidedBy: other.id, decidedByName: expect.stringMatching(/\w/) }]);
  });

  it('ask nobody about a grant that is over, or of somebody who is not of the staff any more', async () => {
    expect(await openOf(known.over)).toEqual([]);
    expect(await openOf(known.gone)).toEqual([]);
  });

  it('go on where they were: what is undecided is suspended by them, and their reviewer decides it', async () => {
    const { opened, recovered } = since;
    for (const person of [known.coming, opened, recovered]) {
      expect(await accessOf(person)).toBe(403);
      expect(await openOf(person)).toHaveLength(1);
    }
    expect(await openOf(known.coming)).toMatchObject([{ kind: 'duties', escalated_at: expect.any(Date) }]);
    expect(await examinedOf(opened)).toEqual([opened.grantIds[2]]);
    await decide(other, opened, opened.grantIds[2]);
    expect(await openOf(opened)).toEqual([]);
  });

  it("are nobody's and about nothing where the log names neither, and lapse where it does not say how they ended", async () => {
    const object = { kind: 'access-review', id: newId(server.clock.now()) };
    const day = inDays(30);
    const facts = { kind: 'recertification', effectiveOn: day, suspendOn: day, escalateOn: day, revokeOn: day };
    await replay('access-review.opened', { object, concernsStaffId: other.id, facts });
    const rows = async () => (await server.sql<ReviewRow>(REVIEWS)).filter(({ id }) => id === object.id);
    expect(await rows()).toMatchObject([{ reviewer_id: NOBODY, deputy_ids: [], closed_at: null }]);
    expect(await examinedOf(other)).toEqual([]);
    await replay('access-review.reassigned', { object, facts: { reviewerId: known.kept.id } });
    expect(await rows()).toMatchObject([{ reviewer_id: known.kept.id }]);
    await replay('access-review.reassigned', { object });
    expect(await rows()).toMatchObject([{ reviewer_id: NOBODY }]);
    await replay('access-review.closed', { object });
    expect(await rows()).toMatchObject([{ outcome: 'lapsed', closed_at: server.clock.now() }]);
  });

  it('are not made up where the log tells of one without its days', async () => {
    const object = { kind: 'access-review', id: newId(server.clock.now()) };
    const facts = { kind: 'duties', effectiveOn: inDays(0), suspendOn: 'tänään' };
    const told = replay('access-review.opened', { object, concernsStaffId: other.id, facts });
    await expect(told).rejects.toThrow('without its days');
    await expect(
      replay('access-review.opened', { object, concernsStaffId: other.id, facts: { kind: 'duties' } }),
    ).rejects.toThrow('without its days');
  });

  it('stay as they are where an event does not say what it is about', async () => {
    const before = [await server.sql(REVIEWS), await server.sql(ITEMS), await server.sql(SUSPENDED)];
    const object = { kind: 'access-review', id: (await openOf(known.coming))[0]?.id };
    const [grantId] = known.coming.grantIds;
    for (const action of ACTIONS) await replay(action, {});
    await replay('access-review.opened', { object, concernsStaffId: other.id });
    await replay('access-review.decided', { object, grantId });
    await replay('access-review.decided', { object, facts: { decision: 'keep' } });
    await replay('access-review.decided', { grantId, facts: { decision: 'keep' } });
    expect([await server.sql(REVIEWS), await server.sql(ITEMS), await server.sql(SUSPENDED)]).toEqual(before);
    // The key of a month of texts that the backup does not know of is the reconciliation's.
    await reconcileLater(server, 5 * DAY_MS);
    await checkCustody(server);
  });
});
