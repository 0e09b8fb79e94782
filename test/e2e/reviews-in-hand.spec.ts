import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Access } from '../../src/access/access.js';
import { OpenRecertifications } from '../../src/access/reviews/open-recertifications.js';
import { OpenReview } from '../../src/access/reviews/open-review.js';
import { ReadReviews } from '../../src/access/reviews/read-reviews.js';
import { ReassignReview } from '../../src/access/reviews/reassign-review.js';
import { ReviewDaysJob } from '../../src/access/reviews/review-days.job.js';
import { reviewQuery } from '../../src/access/reviews/reviews.schemas.js';
import { addDays, addMonths, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer } from '../support/client.js';
import { HeldStill } from '../support/held-still.js';
import { eventsDuring } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const LEAD = { role: 'team-lead', purposes: ['service-development', 'internal-training'] };
const reason = 'Siirtyy toiseen tehtävään.';
const OF_PERSON = 'select id, kind, outcome, suspended_at from access_review where staff_id = $1 order by id';

let server: TestServer;

const inDays = (days: number) => addDays(helsinkiDay(server.clock.now()), days);
const goTo = (days: number) => {
  server.clock.moveTo(startOfDay(inDays(days)));
};
const runJob = () => server.app.get(ReviewDaysJob).execute();
const reviewsOf = ({ id }: TestPerson) => server.sql<{ id: string; outcome: string | null }>(OF_PERSON, [id]);
const requesterOf = ({ id }: TestPerson) =>
  ({ kind: 'staff', id, sessionId: null, accessEpoch: 0, address: '127.0.0.1' }) as const;

async function managed(...grants: readonly object[]): Promise<{ manager: TestPerson; person: TestPerson }> {
  const manager = await addPerson(server, { grants: [LEAD] });
  const person = await addPerson(server, { grants: grants.map(grant => ({ ...grant })) });
  await server.sql('update staff set manager_id = $1 where id = $2', [manager.id, person.id]);
  return { manager, person };
}

/** Opens a review of the person by a change of duties, and gives its id. */
async function examine({ id }: TestPerson, duties: object): Promise<string> {
  const yrjo = await server.as('yrjo.yllapito');
  expect((await yrjo.post(`/staff/${id}/duties`, { reason, ...duties })).status).toBe(200);
  const rows = await server.sql<{ id: string }>(OF_PERSON, [id]);
  return rows.at(-1)?.id ?? '';
}

async function decide(by: TestPerson, review: string, decision: object): Promise<Answer> {
  return (await server.as(by.username)).post(`/access-reviews/${review}/decisions`, {
    decisions: [{ reason, ...decision }],
  });
}

beforeAll(async () => {
  server = await startTestServer();
});

beforeEach(() => {
  goTo(1);
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('the job that acts on the days of reviews', () => {
  it('ends a review whose last grant is over, and suspends nothing of it', async () => {
    const { person } = await managed({ ...AGENT, untilOn: inDays(5) });
    const other = await addPerson(server, { grants: [LEAD] });
    await examine(person, { managerId: other.id });
    goTo(6);
    const events = await eventsDuring(server, runJob);
    expect(await reviewsOf(person)).toMatchObject([{ kind: 'manager', outcome: 'lapsed', suspended_at: null }]);
    expect(events.map(({ action }) => action)).not.toContain('grant.suspended');
  });

  it('leaves a review to its next look while another transaction has the person', async () => {
    const { person } = await managed(AGENT);
    await examine(person, { unit: 'Osasto 5', effectiveOn: inDays(1) });
    goTo(1);
    const lock = ['select id from staff where id = $1 for update', person.id] as const;
    const meanwhile = await HeldStill.by(server, lock, () => runJob());
    expect(meanwhile.reviews).toBe(0);
    expect(await reviewsOf(person)).toMatchObject([{ suspended_at: null }]);
    expect((await runJob()).reviews).toBe(1);
    expect(await reviewsOf(person)).toMatchObject([{ suspended_at: server.clock.now() }]);
  });
});

describe('a review', () => {
  it('is given to nobody by whom it is about, by who does not see it, or once it is over', async () => {
    const { manager, person } = await managed({ role: 'administrator' });
    const id = await examine(person, { unit: 'Osasto 5', effectiveOn: inDays(7) });
    const path = `/access-reviews/${id}/reviewer`;
    const named = { reviewerId: (await addPerson(server, { grants: [LEAD] })).id };
    expectProblem(await (await server.as(person.username)).request('PUT', path, named), 403, 'not-permitted');
    const stranger = await addPerson(server, { grants: [LEAD] });
    const events = await eventsDuring(server, async () => {
      const permissions = await server.app.get(Access).of(requesterOf(stranger));
      const reassigned = server.app
        .get(ReassignReview)
        .execute(id, named.reviewerId, requesterOf(stranger), permissions);
      await expect(reassigned).rejects.toMatchObject({ code: 'not-found' });
    });
    expect(events).toMatchObject([{ action: 'access-review.reassigned', outcome: 'refused', reason: 'not-found' }]);
    for (const grantId of person.grantIds)
      expect((await decide(manager, id, { grantId, decision: 'keep' })).status).toBe(200);
    expectProblem(await (await server.as('yrjo.yllapito')).request('PUT', path, named), 409, 'review-closed');
  });

  it('is in no list of somebody whom the rules show none', async () => {
    await managed(AGENT);
    const nobody = await addPerson(server, { bound: false });
    const permissions = await server.app.get(Access).of(requesterOf(nobody));
    const { items } = await server.app.get(ReadReviews).page(reviewQuery.parse({}), permissions);
    expect(items).toEqual([]);
  });

  it('leaves a narrower grant suspended where the whole one was, also by no review', async () => {
    const { manager, person } = await managed(AGENT);
    const [grantId = ''] = person.grantIds;
    await server.sql(
      `insert into grant_suspension (id, grant_id, because, suspended_at) values ($1, $2, 'credential-restored', $3)`,
      [newId(server.clock.now()), grantId, server.clock.now()],
    );
    const id = await examine(person, { unit: 'Osasto 5' });
    const scope = { queues: ['user-support'], units: 'all', ownCallsOnly: false, purposes: AGENT.purposes };
    const narrowed = { ...scope, untilOn: inDays(60) };
    expect((await decide(manager, id, { grantId, decision: 'narrow', narrowed })).status).toBe(200);
    const left = 'select suspended from access_grant where staff_id = $1 and revoked_at is null';
    expect(await server.sql(left, [person.id])).toEqual([{ suspended: true }]);
    expect((await (await server.as(person.username)).get('/recordings')).status).toBe(403);
  });
});

describe('recertifications', () => {
  const execute = () => server.app.get(OpenRecertifications).execute();
  const year = () => {
    server.clock.moveTo(startOfDay(addDays(addMonths(inDays(0), 12), 1)));
  };

  it('are not opened where the house has switched them off', async () => {
    const { person } = await managed({ ...AGENT });
    await server.sql('update access_grant set until_on = $1', [inDays(900)]);
    const off = await server.beside({ TALLENNE_RECERTIFICATION_MONTHS: '0' });
    year();
    expect(await off.app.get(OpenRecertifications).execute()).toBe(0);
    expect(await reviewsOf(person)).toEqual([]);
    await off.stop();
  });

  it('leave somebody whom another transaction has, or whom another instance has examined since, to that', async () => {
    await execute();
    const people = [(await managed(AGENT)).person, (await managed(AGENT)).person];
    await server.sql('update access_grant set until_on = $1', [inDays(900)]);
    year();
    const taken = people.map(({ id }) => id);
    const due = await HeldStill.by(server, ['select id from staff for update'], execute);
    expect(due).toBe(0);
    const database = server.app.get(Database);
    const openReview = server.app.get(OpenReview);
    const whole = openReview.execute.bind(openReview);
    // The first that is opened finds another instance at the second.
    openReview.execute = async (em, wanted) => {
      openReview.execute = whole;
      const others = [...new Set((await server.sql<{ id: string }>('select id from staff')).map(({ id }) => id))];
      for (const staffId of others.filter(id => id !== wanted.staffId))
        await database.transaction(other => whole(other, { ...wanted, staffId }));
      return whole(em, wanted);
    };
    expect(await execute()).toBe(1);
    for (const id of taken) {
      const opened = `select id from access_review where staff_id = $1 and kind = 'recertification'`;
      expect(await server.sql(opened, [id])).toHaveLength(1);
    }
  });
});
