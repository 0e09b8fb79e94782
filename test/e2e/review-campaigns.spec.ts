import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenCampaignReviews } from '../../src/access/campaigns/open-campaign-reviews.js';
import { OpenReview } from '../../src/access/reviews/open-review.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const TRAINER = { role: 'trainer', purposes: ['internal-training'] };
const COMPLAINTS = { role: 'complaint-handler', purposes: ['complaint'] };
const OFFICER = { role: 'rights-officer', purposes: ['rights-request'] };
const AGENT = { role: 'agent', purposes: ['service-development'] };
const LEAD = { role: 'team-lead', purposes: ['service-development'] };
const reason = 'Kouluttajien oikeudet käydään läpi poikkeaman jälkeen.';

let server: TestServer;
let administrator: Client;

const today = () => helsinkiDay(server.clock.now());
const open = (role: string): Promise<Answer> => administrator.post('/review-campaigns', { role, reason });
const foresee = async (role: string) => (await administrator.get(`/review-campaigns/foreseen?role=${role}`)).body;
const campaign = async (id: unknown) => (await administrator.get(`/review-campaigns/${String(id)}`)).body;

interface ReviewBody {
  readonly id: string;
  readonly staffId: string;
  readonly kind: string;
}

async function reviewsOf(id: unknown): Promise<ReviewBody[]> {
  const { body } = await administrator.get(`/access-reviews?campaign=${String(id)}`);
  return body.items as ReviewBody[];
}

async function managed(...grants: readonly object[]): Promise<{ manager: TestPerson; person: TestPerson }> {
  const manager = await addPerson(server, { grants: [LEAD] });
  const person = await addPerson(server, { grants: grants.map(grant => ({ ...grant })) });
  await server.sql('update staff set manager_id = $1 where id = $2', [manager.id, person.id]);
  return { manager, person };
}

beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.as('yrjo.yllapito');
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('a campaign of access reviews', () => {
  it('is foreseen as it is opened: whose access, and when what is undecided ends', async () => {
    const { manager, person } = await managed(TRAINER, LEAD);
    const foreseen = await foresee('trainer');
    expect(foreseen).toMatchObject({ waiting: 0, suspendOn: addDays(today(), 30), revokeOn: addDays(today(), 44) });
    const events = await eventsDuring(server, async () => {
      const { status, body } = await open('trainer');
      expect(status).toBe(201);
      expect(body).toMatchObject({ role: 'trainer', reason, people: foreseen.people, open: foreseen.people });
      expect(body).toMatchObject({ unopened: 0, undecided: foreseen.grants, suspendOn: foreseen.suspendOn });
      const mine = (await reviewsOf(body.id)).find(({ staffId }) => staffId === person.id);
      expect(mine).toMatchObject({ kind: 'recertification', reviewerId: manager.id, suspended: false });
      const { body: review } = await administrator.get(`/access-reviews/${mine?.id ?? ''}`);
      expect(review.items).toMatchObject([{ grant: { role: 'trainer' } }]);
    });
    const [opened] = events.filter(({ action }) => action === 'review-campaign.opened');
    expect(opened).toMatchObject({ outcome: 'done', facts: { role: 'trainer' } });
    const named = await server.sql<{ staff_id: string }>(
      'select staff_id from review_campaign_member where campaign_id = $1 order by staff_id::text collate "C"',
      [opened?.object?.id],
    );
    const ids = named.map(({ staff_id }) => staff_id);
    expect(ids).toContain(person.id);
    const peopleSha256 = createHash('sha256').update(ids.join('\n')).digest('hex');
    expect(opened?.facts).toMatchObject({ people: ids.length, peopleSha256 });
    expect(JSON.stringify(events)).not.toContain(reason);
    const [reviewed] = events.filter(({ concernsStaffId }) => concernsStaffId === person.id);
    expect(reviewed).toMatchObject({ action: 'access-review.opened', facts: { campaignId: opened?.object?.id } });
  });

  it('leaves out what an open review is about already, and is refused where nothing is left', async () => {
    await managed(COMPLAINTS);
    const first = await open('complaint-handler');
    expect(await foresee('complaint-handler')).toMatchObject({ people: 0, grants: 0, waiting: first.body.undecided });
    expectProblem(await open('complaint-handler'), 409, 'nothing-to-examine');
    const { person } = await managed(COMPLAINTS);
    const second = await open('complaint-handler');
    expect(second.body).toMatchObject({ people: 1, undecided: 1 });
    expect((await reviewsOf(second.body.id)).map(({ staffId }) => staffId)).toEqual([person.id]);
  });

  it('examines the access of whoever opens it, by somebody else', async () => {
    const { id: own } = (await administrator.get('/me')).body;
    const { body } = await open('administrator');
    const mine = (await reviewsOf(body.id)).find(({ staffId }) => staffId === own);
    const { body: review } = await administrator.get(`/access-reviews/${mine?.id ?? ''}`);
    expect(review.reviewerId).not.toBe(own);
    expect(review.deputyIds).not.toContain(own);
    expect(review.items).toMatchObject([{ mayDecide: [] }]);
  });

  it('tells what became of the grants, and goes on without those who left', async () => {
    const { manager, person } = await managed(OFFICER);
    const leaver = await managed(OFFICER);
    const { body } = await open('rights-officer');
    const reviews = await reviewsOf(body.id);
    const of = (staffId: string) => reviews.find(review => review.staffId === staffId)?.id ?? '';
    const decider = await server.as(manager.username);
    const { body: review } = await decider.get(`/access-reviews/${of(person.id)}`);
    const [item] = review.items as { grant: { id: string } }[];
    const decisions = [{ grantId: item?.grant.id, decision: 'revoke', reason: 'Ei enää kouluta.' }];
    expect((await decider.post(`/access-reviews/${of(person.id)}/decisions`, { decisions })).status).toBe(200);
    await administrator.post(`/staff/${leaver.person.id}/deactivation`, { reason: 'Työsuhde päättyi.' });
    const { people, undecided } = body as { people: number; undecided: number };
    expect(await campaign(body.id)).toMatchObject({ people, closed: 2, open: people - 2, undecided: undecided - 2 });
    expect(await campaign(body.id)).toMatchObject({ revoked: 1, lapsed: 1, late: 0 });
  });

  it('opens the others where one cannot be opened, and that one once at the next look', async () => {
    await managed(AGENT);
    await managed(AGENT);
    const openReview = server.app.get(OpenReview);
    const whole = openReview.execute.bind(openReview);
    let opened = 0;
    openReview.execute = (...args) => {
      opened += 1;
      return opened === 2 ? Promise.reject(new Error('made up')) : whole(...args);
    };
    const { body } = await open('agent');
    openReview.execute = whole;
    const { id, people } = body as { id: string; people: number };
    expect(body).toMatchObject({ open: people - 1, unopened: 1 });
    const job = server.app.get(OpenCampaignReviews);
    await Promise.all([job.execute(), job.execute()]);
    expect(await campaign(id)).toMatchObject({ open: people, unopened: 0 });
    expect(await reviewsOf(id)).toHaveLength(people);
  });

  it('stands also where nobody knows any more who opened it, as after a restored backup, and why', async () => {
    await managed(OFFICER);
    const { id } = (await open('rights-officer')).body;
    const unknown = async (column: string) => {
      await server.sql(`update review_campaign set ${column} = $1 where id = $2`, [randomUUID(), id]);
      return campaign(id);
    };
    expect(await unknown('opened_by')).toMatchObject({ openedByName: null, reason });
    expect(await unknown('text_event_id')).toMatchObject({ openedByName: null, reason: null });
  });

  it('is opened by administrators alone, and seen by who sees all access', async () => {
    const auditor = await server.as('aila.auditoija');
    expect((await auditor.get('/review-campaigns')).status).toBe(200);
    expectProblem(await auditor.post('/review-campaigns', { reason }), 403, 'not-permitted');
    const lead = await server.as('liisa.lupa');
    expectProblem(await lead.get('/review-campaigns'), 403, 'not-permitted');
  });

  it('is opened also of more people than an event has room to name', async () => {
    const days = { from: today(), until: addDays(today(), 200) };
    await server.sql(
      `with named as (
         insert into staff (id, username, display_name, unit, title, status, access_epoch, created_at)
         select gen_random_uuid(), 'monta.' || n, 'Monta ' || n, 'Käyttäjätuki', 'Testaaja', 'active', 0, now()
         from generate_series(1, 420) n returning id)
       insert into access_grant (id, staff_id, role, all_queues, all_units, from_on, until_on, reason, created_at)
       select gen_random_uuid(), id, 'data-protection-officer', true, true, $1, $2, 'Testi', now() from named`,
      [days.from, days.until],
    );
    const { status, body } = await open('data-protection-officer');
    expect([status, body.code]).toEqual([201, undefined]);
    expect(body.people).toBeGreaterThanOrEqual(420);
  });
});
