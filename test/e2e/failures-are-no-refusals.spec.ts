import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { whileStuck } from '../support/while-stuck.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const LEAD = { role: 'team-lead', purposes: ['service-development'] };
const reason = 'Siirtyy toiseen tehtävään.';

let server: TestServer;
let yrjo: Client;
let paula: Client;
let person: TestPerson;
let manager: TestPerson;
let reviewId = '';
let proposalId = '';

const days = () => {
  const fromOn = helsinkiDay(server.clock.now());
  return { fromOn, untilOn: addDays(fromOn, 30) };
};
const grant = (wanted: object): Promise<Answer> =>
  yrjo.post(`/staff/${person.id}/grants`, { ...wanted, ...days(), reason });

beforeAll(async () => {
  server = await startTestServer();
  yrjo = await server.as('yrjo.yllapito');
  paula = await server.as('paula.paakayttaja');
  manager = await addPerson(server, { grants: [LEAD] });
  person = await addPerson(server, { grants: [AGENT] });
  proposalId = String((await grant(LEAD)).body.proposalId);
  await server.sql('update staff set manager_id = $1 where id = $2', [manager.id, person.id]);
  const effectiveOn = addDays(days().fromOn, 7);
  await yrjo.post(`/staff/${person.id}/duties`, { unit: 'Osasto 5', effectiveOn, reason });
  const [review] = await server.sql<{ id: string }>('select id from access_review where staff_id = $1', [person.id]);
  reviewId = review?.id ?? '';
});

afterAll(async () => {
  await server.stop();
});

const ACTS: readonly [what: string, table: string, status: number, act: () => Promise<Answer>][] = [
  ['a grant', 'access_grant', 201, () => grant({ ...AGENT, queues: ['billing'] })],
  [
    'a decision on a proposal',
    'grant_proposal',
    200,
    () => paula.post(`/grant-proposals/${proposalId}/decision`, { outcome: 'refused', reason }),
  ],
  [
    'another reviewer',
    'access_review',
    200,
    async () => {
      const other = await addPerson(server, { grants: [LEAD] });
      return yrjo.request('PUT', `/access-reviews/${reviewId}/reviewer`, { reviewerId: other.id });
    },
  ],
  [
    'a decision in a review',
    'access_review_item',
    200,
    async () => {
      await yrjo.request('PUT', `/access-reviews/${reviewId}/reviewer`, { reviewerId: manager.id });
      const decisions = person.grantIds.map(grantId => ({ grantId, decision: 'keep', reason }));
      return (await server.as(manager.username)).post(`/access-reviews/${reviewId}/decisions`, { decisions });
    },
  ],
  [
    'a version of the undertaking',
    'undertaking_version',
    204,
    () => {
      const texts = { fi: 'Uusi sitoumus.', sv: 'Ny förbindelse.', en: 'A new undertaking.' };
      const inForceOn = addDays(days().fromOn, 3);
      return yrjo.post('/undertakings', { version: '2027-1', texts, inForceOn, graceDays: 5 });
    },
  ],
];

it.each(ACTS)(
  '%s that fails is no refusal, leaves nothing behind and is done the next time',
  async (...[, table, status, act]) => {
    const rows = () => server.sql<object>(`select * from ${table}`);
    const before = await rows();
    const events = await eventsDuring(server, async () => {
      expect((await whileStuck(server, { table }, act)).status).toBe(500);
    });
    expect(events.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(await rows()).toEqual(before);
    expect((await act()).status).toBe(status);
    await checkCustody(server);
  },
);
