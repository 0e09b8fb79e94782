import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { OpenCampaignReviews } from '../../src/access/campaigns/open-campaign-reviews.js';
import { OpenReview } from '../../src/access/reviews/open-review.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { addPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const reason = 'Kaikkien oikeudet käydään läpi.';

let server: TestServer;
let yrjo: Client;

const campaign = async (id: unknown) => (await yrjo.get(`/review-campaigns/${String(id)}`)).body;

beforeAll(async () => {
  server = await startTestServer();
  yrjo = await server.as('yrjo.yllapito');
});

afterAll(async () => {
  await server.stop();
});

it('a campaign without a role is about everybody’s access, but opens no review of who has left before it could', async () => {
  const leaver = await addPerson(server, { grants: [AGENT] });
  const stays = await addPerson(server, { grants: [AGENT] });
  const { body: foreseen } = await yrjo.get('/review-campaigns/foreseen');
  const roles = await server.sql<{ role: string }>('select distinct role from access_grant');
  expect(roles.length).toBeGreaterThan(1);
  const [held] = await server.sql<{ people: number }>(
    'select count(distinct staff_id)::int as people from access_grant',
  );
  expect(foreseen).toMatchObject({ people: held?.people });

  const openReview = server.app.get(OpenReview);
  const whole = openReview.execute.bind(openReview);
  openReview.execute = (em, wanted) =>
    wanted.staffId === leaver.id ? Promise.reject(new Error('made up')) : whole(em, wanted);
  const opened = await yrjo.post('/review-campaigns', { reason });
  openReview.execute = whole;
  expect([opened.status, opened.body.role, opened.body.unopened]).toEqual([201, null, 1]);
  await yrjo.post(`/staff/${leaver.id}/deactivation`, { reason });
  const events = await eventsDuring(server, () => server.app.get(OpenCampaignReviews).execute());
  expect(events).toEqual([]);
  expect(await campaign(opened.body.id)).toMatchObject({ role: null, reason, unopened: 0, people: held?.people });
  const reviewsOf = (id: string) => server.sql('select kind from access_review where staff_id = $1', [id]);
  expect(await reviewsOf(leaver.id)).toEqual([]);
  expect(await reviewsOf(stays.id)).toEqual([{ kind: 'recertification' }]);
  await checkCustody(server);
});

it('a campaign goes on without the words of why, once they have left with their month', async () => {
  const [last] = await server.sql<{ id: string; text_event_id: string }>(
    'select id, text_event_id from review_campaign',
  );
  await server.sql('delete from audit_text where event_id = $1', [last?.text_event_id]);
  expect(await campaign(last?.id)).toMatchObject({ id: last?.id, reason: null });
});
