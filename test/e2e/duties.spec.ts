import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ReviewDaysJob } from '../../src/access/reviews/review-days.job.js';
import { OpenReview } from '../../src/access/reviews/open-review.js';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { addDays, addMonths, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { whileStuck } from '../support/while-stuck.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const LEAD = { role: 'team-lead', purposes: ['service-development', 'internal-training'] };
const reason = 'Siirtyy toiseen tehtävään';

let server: TestServer;
let administrator: Client;

const today = () => helsinkiDay(server.clock.now());
const inDays = (days: number) => addDays(today(), days);
const goTo = (days: number) => {
  server.clock.moveTo(startOfDay(inDays(days)));
};
const runJob = () => server.app.get(ReviewDaysJob).execute();
const change = (id: string, duties: object): Promise<Answer> =>
  administrator.post(`/staff/${id}/duties`, { reason, ...duties });
const statusOf = async (client: Client, path = '/recordings') => (await client.get(path)).status;

const about = async (staffId: string, ...actions: Parameters<typeof loggedEvents>[1][]) =>
  (await loggedEvents(server, ...actions)).filter(({ concernsStaffId }) => concernsStaffId === staffId);
const openedFor = async (people: readonly TestPerson[]) =>
  (await Promise.all(people.map(({ id }) => about(id, 'access-review.opened')))).flat().length;

interface ReviewBody {
  readonly id: string;
  readonly suspended: boolean;
  readonly outcome: string | null;
  readonly items: readonly { readonly grant: { readonly id: string }; readonly decision: string | null }[];
}

interface ForeseenBody {
  readonly review: { readonly grants: readonly { readonly id: string }[] };
}

async function reviewsOf(staffId: string): Promise<ReviewBody[]> {
  administrator = await server.as('yrjo.yllapito');
  const { body } = await administrator.get(`/access-reviews?staff=${staffId}`);
  return body.items as ReviewBody[];
}

async function onlyReviewOf(staffId: string): Promise<ReviewBody> {
  const reviews = await reviewsOf(staffId);
  expect(reviews).toHaveLength(1);
  return (await administrator.get(`/access-reviews/${reviews[0]?.id ?? ''}`)).body as unknown as ReviewBody;
}

function decide(client: Client, reviewId: string, grantId: string, decision: object): Promise<Answer> {
  return client.post(`/access-reviews/${reviewId}/decisions`, {
    decisions: [{ grantId, reason: 'Uusi tehtävä tarvitsee', ...decision }],
  });
}

/** A manager with a working grant, and a person whose manager that is. */
async function managed(grants: readonly object[] = [AGENT]): Promise<{ manager: TestPerson; person: TestPerson }> {
  const manager = await addPerson(server, { grants: [LEAD] });
  const person = await addPerson(server, { grants: grants.map(grant => ({ ...grant })) });
  await server.sql('update staff set manager_id = $1 where id = $2', [manager.id, person.id]);
  return { manager, person };
}

beforeAll(async () => {
  server = await startTestServer();
});

beforeEach(async () => {
  server.clock.moveTo(new Date(startOfDay(inDays(1)).getTime() + 9 * 3_600_000));
  administrator = await server.as('yrjo.yllapito');
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('a change of duties', () => {
  it('of today suspends at once: session, grants and the next request', async () => {
    const { person } = await managed();
    const client = await server.as(person.username);
    expect(await statusOf(client)).toBe(200);
    const events = await eventsDuring(server, async () => {
      const { status, body } = await change(person.id, { unit: 'Osasto 5' });
      expect(status).toBe(200);
      expect(body.change).toMatchObject({
        unit: 'Osasto 5',
        fields: ['unit'],
        opens: 'duties',
        state: 'in-effect',
        reason,
      });
    });
    expect(events.map(({ action }) => action)).toEqual([
      'duties.entered',
      'access-review.opened',
      'grant.suspended',
      'session.ended',
      'access-review.suspended',
      'duties.changed',
    ]);
    expect(JSON.stringify(events)).not.toContain(reason);
    expect(await statusOf(client)).toBe(401);
    const again = await server.as(person.username);
    expect(await statusOf(again)).toBe(403);
    expect((await again.get('/me')).body).toMatchObject({
      roles: [],
      unit: 'Osasto 5',
      review: { kind: 'duties', suspended: true },
    });
    expectProblem(
      await administrator.post(`/staff/${person.id}/grants`, { ...AGENT, ...someDays(), reason }),
      409,
      'access-suspended',
    );
  });

  it('is announced within a year, and foretold no further', async () => {
    const { person } = await managed([AGENT]);
    for (const effectiveOn of [inDays(367), '9999-12-31']) {
      const wished = { unit: 'Osasto 9', effectiveOn };
      const foretold = await administrator.post(`/staff/${person.id}/duties/preview`, wished);
      for (const answer of [foretold, await change(person.id, wished)]) expectProblem(answer, 422, 'day-too-far-ahead');
    }
  });

  it('is foretold as it then comes about: the days, who examines and which grants; and to foretell it leaves nothing', async () => {
    const { person, manager } = await managed([AGENT, { ...AGENT, queues: ['user-support'] }]);
    const wished = { unit: 'Osasto 9', effectiveOn: inDays(3) };
    const foretelling: Answer[] = [];
    const events = await eventsDuring(server, async () => {
      foretelling.push(await administrator.post(`/staff/${person.id}/duties/preview`, wished));
    });
    expect(events).toEqual([]);
    expect(await reviewsOf(person.id)).toEqual([]);
    const foreseen = foretelling[0]?.body as unknown as ForeseenBody;
    expect(foreseen).toMatchObject({ fields: ['unit'], opens: 'duties', effectiveOn: inDays(3), waitsInBatch: false });
    await change(person.id, wished);
    const { id } = await onlyReviewOf(person.id);
    const { body } = await administrator.get(`/access-reviews/${id}`);
    const { grants, ...days } = foreseen.review;
    expect(body).toMatchObject(days);
    expect(body.reviewerId).toBe(manager.id);
    const examined = body.items as readonly { readonly grant: { readonly id: string } }[];
    expect(grants.map(grant => grant.id).sort()).toEqual(examined.map(({ grant }) => grant.id).sort());
  });

  it('is foretold to open nothing where nothing is new, and to nobody of themselves', async () => {
    const { person } = await managed();
    const { body } = await administrator.get(`/staff/${person.id}`);
    const same = await administrator.post(`/staff/${person.id}/duties/preview`, { unit: body.unit });
    expect(same.body).toMatchObject({ fields: [], opens: null, review: null });
    const own = server.ids.get('yrjo.yllapito') ?? '';
    expectProblem(await administrator.post(`/staff/${own}/duties/preview`, { unit: 'X' }), 403, 'not-oneself');
  });

  it('of a later day suspends then and not before, and the duties change with it', async () => {
    const { person } = await managed();
    const { body } = await change(person.id, { queue: 'billing', effectiveOn: inDays(7) });
    expect(body.change).toMatchObject({ state: 'coming' });
    expect(await statusOf(await server.as(person.username))).toBe(200);
    goTo(6);
    await runJob();
    expect(await statusOf(await server.as(person.username))).toBe(200);
    const client = await server.as(person.username);
    goTo(1);
    await runJob();
    expect(await statusOf(client)).toBe(401);
    expect(await statusOf(await server.as(person.username))).toBe(403);
    administrator = await server.as('yrjo.yllapito');
    const { body: duties } = await administrator.get(`/staff/${person.id}/duties`);
    expect(duties.present).toMatchObject({ queue: 'billing' });
  });

  it('lets nothing work on its day even when the job has not run', async () => {
    const { person } = await managed();
    await change(person.id, { unit: 'Osasto 5', effectiveOn: inDays(1) });
    const before = await server.sql('select id from grant_suspension');
    server.clock.moveTo(new Date(startOfDay(inDays(1)).getTime() - 1));
    const client = await server.as(person.username);
    expect(await statusOf(client)).toBe(200);
    server.clock.advance(1);
    expect(await statusOf(client)).toBe(403);
    expect((await client.get('/me')).body).toMatchObject({ roles: [], purposes: [], review: { suspended: true } });
    administrator = await server.as('yrjo.yllapito');
    expectProblem(
      await administrator.post(`/staff/${person.id}/grants`, { ...AGENT, ...someDays(), reason }),
      409,
      'access-suspended',
    );
    expect(await server.sql('select id from grant_suspension')).toEqual(before);
  });

  it('that was decided beforehand suspends nothing on its day', async () => {
    const { manager, person } = await managed();
    await change(person.id, { unit: 'Osasto 5', effectiveOn: inDays(7) });
    const { id } = await onlyReviewOf(person.id);
    const reviewer = await server.as(manager.username);
    expect((await decide(reviewer, id, person.grantIds[0] ?? '', { decision: 'keep' })).status).toBe(200);
    goTo(7);
    await runJob();
    expect(await statusOf(await server.as(person.username))).toBe(200);
    expect(await about(person.id, 'grant.suspended')).toEqual([]);
  });

  it('opens one review however often it is told, and none where nothing is new', async () => {
    const { person } = await managed();
    await change(person.id, { unit: 'Osasto 5', effectiveOn: inDays(7) });
    const { body } = await change(person.id, { unit: 'Osasto 5', effectiveOn: inDays(7) });
    expect(body.change).toBeNull();
    expect((await change(person.id, { title: 'Testaaja' })).body.change).toBeNull();
    await onlyReviewOf(person.id);
  });

  it('opens a review without suspension where only the manager is new', async () => {
    const { person } = await managed();
    const manager = await addPerson(server, { grants: [LEAD] });
    const client = await server.as(person.username);
    await change(person.id, { managerId: manager.id });
    expect(await statusOf(client)).toBe(200);
    expect(await onlyReviewOf(person.id)).toMatchObject({
      kind: 'manager',
      reviewerId: manager.id,
      suspendOn: inDays(30),
    });
    goTo(30);
    await runJob();
    expect(await statusOf(await server.as(person.username))).toBe(403);
  });

  it('is not entered for oneself, nor with a manager who is nobody, and the attempt is on record', async () => {
    const own = server.ids.get('yrjo.yllapito') ?? '';
    const { person } = await managed();
    const events = await eventsDuring(server, async () => {
      expectProblem(await change(own, { unit: 'Osasto 5' }), 403, 'not-oneself');
      expectProblem(await change(person.id, { managerId: person.id }), 422, 'manager-unknown');
    });
    expect(events).toMatchObject([
      { action: 'duties.entered', outcome: 'refused', reason: 'not-oneself' },
      { action: 'duties.entered', outcome: 'refused', reason: 'manager-unknown' },
    ]);
  });

  it('is withdrawn before its day with its review, and not on it', async () => {
    const { person } = await managed();
    const { body } = await change(person.id, { unit: 'Osasto 5', effectiveOn: inDays(7) });
    const id = (body.change as { id: string }).id;
    expect((await administrator.post(`/duty-changes/${id}/withdrawal`, { reason })).status).toBe(200);
    expect(await onlyReviewOf(person.id)).toMatchObject({ outcome: 'withdrawn' });
    const { body: other } = await change(person.id, { title: 'Esihenkilö', effectiveOn: inDays(1) });
    goTo(1);
    administrator = await server.as('yrjo.yllapito');
    const late = await administrator.post(`/duty-changes/${(other.change as { id: string }).id}/withdrawal`, {
      reason,
    });
    expectProblem(late, 409, 'duties-in-effect');
  });
});

describe('changes of more than ten people within an hour', () => {
  const people = async (count: number) => {
    const added: TestPerson[] = [];
    for (let n = 0; n < count; n += 1) added.push(await addPerson(server, { grants: [AGENT] }));
    return added;
  };

  it('wait as one batch from the eleventh on, also when they come at once, and take effect when confirmed', async () => {
    const all = await people(14);
    const answers = await Promise.all(all.map(({ id }) => change(id, { unit: 'Osasto 5' })));
    const states = answers.map(({ body }) => (body.change as { state: string }).state).sort();
    expect(states).toEqual([...Array<string>(4).fill('held'), ...Array<string>(10).fill('in-effect')]);
    const { body } = await administrator.get('/duty-batches?decided=false');
    const [batch] = body.items as { id: string; changes: number }[];
    expect(body.items).toHaveLength(1);
    expect(batch?.changes).toBe(4);
    const path = `/duty-batches/${batch?.id ?? ''}/decision`;
    expectProblem(await administrator.post(path, { outcome: 'confirmed', reason }), 403, 'not-oneself');
    const second = await addPerson(server, { grants: [{ role: 'administrator' }] });
    const other = await server.as(second.username);
    server.clock.advance(2 * 24 * 3_600_000);
    const confirmed = await (await server.as(second.username)).post(path, { outcome: 'confirmed', reason });
    expect(confirmed.status).toBe(200);
    expect(
      (confirmed.body.items as { state: string; effectiveOn: string }[]).map(item => [item.state, item.effectiveOn]),
    ).toEqual(Array(4).fill(['in-effect', today()]));
    expect(await openedFor(all)).toBe(14);
    expect(other.token).not.toBe('');
  });

  it('are discarded together, and a deactivation never waits', async () => {
    const all = await people(12);
    for (const { id } of all) await change(id, { unit: 'Osasto 5' });
    const last = all.at(-1)?.id ?? '';
    expect((await administrator.post(`/staff/${last}/deactivation`, { reason })).status).toBeLessThan(300);
    const second = await server.as((await addPerson(server, { grants: [{ role: 'administrator' }] })).username);
    const { body } = await second.get('/duty-batches?decided=false');
    const id = (body.items as { id: string }[])[0]?.id ?? '';
    const { body: discarded } = await second.post(`/duty-batches/${id}/decision`, { outcome: 'discarded', reason });
    expect((discarded.items as { state: string }[]).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    expect(await openedFor(all)).toBe(10);
  });
});

describe('an access review', () => {
  it('keeps, narrows and revokes with reasons, and then what is left resumes', async () => {
    const { manager, person } = await managed([LEAD, AGENT, { role: 'trainer', purposes: ['internal-training'] }]);
    await change(person.id, { unit: 'Osasto 5' });
    const { id } = await onlyReviewOf(person.id);
    const [lead = '', agent = '', trainer = ''] = person.grantIds;
    const reviewer = await server.as(manager.username);
    const narrowed = { queues: ['user-support'], units: 'all', ownCallsOnly: false, untilOn: inDays(60) };
    const wider = { ...narrowed, purposes: ['complaint'] };
    expectProblem(await decide(reviewer, id, lead, { decision: 'narrow', narrowed: wider }), 422, 'not-narrower');
    const less = { ...narrowed, purposes: ['internal-training'] };
    expect((await decide(reviewer, id, lead, { decision: 'narrow', narrowed: less })).status).toBe(200);
    expect((await decide(reviewer, id, agent, { decision: 'keep' })).status).toBe(200);
    expect(await statusOf(await server.as(person.username))).toBe(403);
    const { body } = await decide(reviewer, id, trainer, { decision: 'revoke' });
    expect(body).toMatchObject({ outcome: 'decided' });
    expect((body.items as { reason: string }[]).map(item => item.reason)).toEqual(
      Array(3).fill('Uusi tehtävä tarvitsee'),
    );
    const client = await server.as(person.username);
    const { body: me } = await client.get('/me');
    expect(me).toMatchObject({ roles: ['agent', 'team-lead'], review: null });
    expect(await about(person.id, 'grant.resumed')).toHaveLength(2);
    expectProblem(await decide(reviewer, id, agent, { decision: 'revoke' }), 409, 'review-closed');
  });

  it('is not for the person, the granter alone, or an administrator before its escalation', async () => {
    const { manager, person } = await managed();
    const grantId = person.grantIds[0] ?? '';
    await server.sql('update access_grant set granted_by = $1 where id = $2', [manager.id, grantId]);
    await change(person.id, { unit: 'Osasto 5', effectiveOn: inDays(7) });
    const { id } = await onlyReviewOf(person.id);
    const other = await server.as((await addPerson(server, { grants: [LEAD] })).username);
    const events = await eventsDuring(server, async () => {
      const keep = { decision: 'keep' };
      expectProblem(await decide(await server.as(person.username), id, grantId, keep), 404, 'not-found');
      expectProblem(await decide(other, id, grantId, keep), 404, 'not-found');
      expectProblem(await decide(await server.as(manager.username), id, grantId, keep), 403, 'granter-alone');
      expectProblem(await decide(administrator, id, grantId, keep), 403, 'not-reviewer');
    });
    const refused = events.filter(({ action }) => action === 'access-review.decided');
    expect(refused.map(({ outcome, reason: why }) => [outcome, why])).toEqual([
      ['refused', 'not-found'],
      ['refused', 'not-found'],
      ['refused', 'granter-alone'],
      ['refused', 'not-reviewer'],
    ]);
    expectProblem(await other.get(`/access-reviews/${id}`), 404, 'not-found');
    expect((await other.get('/access-reviews')).body.items).toEqual([]);
    expect((await (await server.as(manager.username)).get('/access-reviews')).body.items).toMatchObject([{ id }]);
    goTo(12);
    await runJob();
    administrator = await server.as('yrjo.yllapito');
    expect((await decide(administrator, id, grantId, { decision: 'keep' })).status).toBe(200);
    expect(await statusOf(await server.as(person.username))).toBe(200);
  });

  it('is revoked by the calendar when nobody decides, although the job is late', async () => {
    const { person } = await managed();
    await change(person.id, { unit: 'Osasto 5', effectiveOn: inDays(1) });
    goTo(15);
    await runJob();
    expect(await onlyReviewOf(person.id)).toMatchObject({ outcome: 'overdue', items: [{ decision: 'revoke' }] });
    const [{ revoked_at: revokedAt } = { revoked_at: null }] = await server.sql<{ revoked_at: Date | null }>(
      'select revoked_at from access_grant where id = $1',
      [person.grantIds[0]],
    );
    expect(revokedAt).not.toBeNull();
    const actions = (await about(person.id)).map(({ action }) => action);
    for (const action of ['access-review.suspended', 'access-review.escalated', 'access-review.overdue'] as const)
      expect(actions.filter(one => one === action)).toHaveLength(1);
  });

  it('goes on in another review where a grant is narrowed in one', async () => {
    const { manager, person } = await managed();
    await change(person.id, { unit: 'Osasto 5', effectiveOn: inDays(7) });
    await change(person.id, { title: 'Esihenkilö', effectiveOn: inDays(3) });
    const [second, first] = await reviewsOf(person.id);
    const reviewer = await server.as(manager.username);
    const narrowed = { queues: 'all', units: 'all', ownCallsOnly: true, purposes: [], untilOn: inDays(60) };
    const { status } = await decide(reviewer, second?.id ?? '', person.grantIds[0] ?? '', {
      decision: 'narrow',
      narrowed,
    });
    expect(status).toBe(200);
    goTo(7);
    await runJob();
    expect(await statusOf(await server.as(person.username))).toBe(403);
    administrator = await server.as('yrjo.yllapito');
    const { body } = await administrator.get(`/access-reviews/${first?.id ?? ''}`);
    const items = (body as unknown as ReviewBody).items;
    expect(items.map(({ decision }) => decision).sort()).toEqual(['lapsed', null]);
  });

  it('is settled by a revocation elsewhere, and ended by a deactivation', async () => {
    const { person } = await managed();
    await change(person.id, { unit: 'Osasto 5', effectiveOn: inDays(7) });
    await administrator.post(`/grants/${person.grantIds[0] ?? ''}/revocation`, { reason });
    expect(await onlyReviewOf(person.id)).toMatchObject({ outcome: 'lapsed' });
    const { person: leaver } = await managed();
    await change(leaver.id, { unit: 'Osasto 5' });
    await administrator.post(`/staff/${leaver.id}/deactivation`, { reason });
    const review = await onlyReviewOf(leaver.id);
    expect(['lapsed', 'deactivated']).toContain(review.outcome);
    expect(await about(leaver.id, 'grant.resumed')).toEqual([]);
  });

  it('is given to another reviewer by an administrator, never to the person or to the one who names', async () => {
    const { person } = await managed();
    await change(person.id, { unit: 'Osasto 5' });
    const { id } = await onlyReviewOf(person.id);
    const other = await addPerson(server, { grants: [LEAD] });
    const name = (reviewerId: string) => administrator.request('PUT', `/access-reviews/${id}/reviewer`, { reviewerId });
    expectProblem(await name(person.id), 422, 'reviewer-unfit');
    expectProblem(await name(server.ids.get('yrjo.yllapito') ?? ''), 422, 'reviewer-unfit');
    expectProblem(await name((await addPerson(server)).id), 422, 'reviewer-unfit');
    expect(await name(other.id)).toMatchObject({ status: 200, body: { reviewerId: other.id } });
    const client = await server.as(other.username);
    expect((await decide(client, id, person.grantIds[0] ?? '', { decision: 'keep' })).status).toBe(200);
  });
});

describe('what is due on a day', () => {
  async function twoComing(): Promise<[TestPerson, TestPerson]> {
    const people: [TestPerson, TestPerson] = [(await managed()).person, (await managed()).person];
    for (const { id } of people) {
      expect((await change(id, { unit: 'Osasto 5', effectiveOn: inDays(7) })).status).toBe(200);
    }
    goTo(7);
    return people;
  }

  const suspendedOf = async ({ grantIds }: TestPerson) => {
    const [grant] = await server.sql<{ suspended: boolean }>('select suspended from access_grant where id = $1', [
      grantIds[0],
    ]);
    return grant?.suspended;
  };
  const unitOf = async ({ id }: TestPerson) =>
    (await server.sql<{ unit: string }>('select unit from staff where id = $1', [id]))[0]?.unit;

  it('is done of all others where a change of one cannot be, and that is told', async () => {
    const [stuck, other] = await twoComing();
    await whileStuck(server, { table: 'duty_change', check: `staff_id <> '${stuck.id}'` }, () =>
      expect(runJob()).rejects.toThrow(),
    );
    expect([await unitOf(stuck), await unitOf(other)]).toEqual(['Käyttäjätuki', 'Osasto 5']);
    expect([await suspendedOf(stuck), await suspendedOf(other)]).toEqual([true, true]);
    await runJob();
    expect(await unitOf(stuck)).toBe('Osasto 5');
  });

  it('is done of all others where a review of one cannot be acted on', async () => {
    const [stuck, other] = await twoComing();
    await whileStuck(server, { table: 'access_review', check: `staff_id <> '${stuck.id}'` }, () =>
      expect(runJob()).rejects.toThrow(),
    );
    expect([await suspendedOf(stuck), await suspendedOf(other)]).toEqual([false, true]);
    await runJob();
    expect(await suspendedOf(stuck)).toBe(true);
  });

  it('opens no second review of a change that a restored backup has forgotten to be examined', async () => {
    const { person } = await managed();
    await change(person.id, { unit: 'Osasto 5', effectiveOn: inDays(7) });
    await server.sql('update duty_change set examined_at = null where staff_id = $1', [person.id]);
    await runJob();
    expect(await reviewsOf(person.id)).toHaveLength(1);
    goTo(7);
    await runJob();
    expect([await unitOf(person), await suspendedOf(person)]).toEqual(['Osasto 5', true]);
  });
});

describe('a recovery', () => {
  it('suspends what hears at once, and leaves the rest', async () => {
    const { person } = await managed();
    const database = server.app.get(Database);
    const wanted = { staffId: person.id, kind: 'recovery', actor: THE_SYSTEM } as const;
    const id = await database.transaction(em => server.app.get(OpenReview).execute(em, wanted));
    expect(id).not.toBeNull();
    expect(await statusOf(await server.as(person.username))).toBe(403);
    const office = server.ids.get('yrjo.yllapito') ?? '';
    const none = await database.transaction(em =>
      server.app.get(OpenReview).execute(em, { ...wanted, staffId: office }),
    );
    expect(none).toBeNull();
  });
});

describe('a recertification', () => {
  it('opens after a year for everybody, suspends at its deadline alone, and is not asked again once kept', async () => {
    const until = { untilOn: inDays(800) };
    const { manager, person } = await managed([{ ...AGENT, ...until }]);
    await server.sql(`update access_grant set until_on = $1`, [inDays(900)]);
    const anniversary = addMonths(today(), 12);
    server.clock.moveTo(startOfDay(addDays(anniversary, -1)));
    await runJob();
    expect(await reviewsOf(person.id)).toEqual([]);
    goTo(1);
    expect((await runJob()).recertifications).toBeGreaterThan(0);
    expect((await runJob()).recertifications).toBe(0);
    const review = await onlyReviewOf(person.id);
    expect(await statusOf(await server.as(person.username))).toBe(200);
    goTo(29);
    await runJob();
    expect(await statusOf(await server.as(person.username))).toBe(200);
    const reviewer = await server.as(manager.username);
    const kept = await decide(reviewer, review.id, person.grantIds[0] ?? '', { decision: 'keep' });
    expect(kept).toMatchObject({ status: 200, body: { outcome: 'decided' } });
    await runJob();
    goTo(1);
    await runJob();
    expect(await statusOf(await server.as(person.username))).toBe(200);
    expect(await statusOf(await server.as(manager.username))).toBe(403);
  });
});

function someDays() {
  return { fromOn: today(), untilOn: inDays(30) };
}
