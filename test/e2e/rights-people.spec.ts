import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let oili: Client;

const OFFICER = { role: 'rights-officer', purposes: ['rights-request'] };

const names = async () => {
  const { body } = await oili.get('/rights-requests/people');
  return body as { officers: { id: string }[]; staff: { id: string; active: boolean }[] };
};
const officers = async () => (await names()).officers.map(({ id }) => id);

beforeAll(async () => {
  server = await startTestServer();
  oili = await server.as('oili.oikeus');
});

afterAll(async () => {
  await server.stop();
});

describe('whom a triage can name', () => {
  it('are the officers who work today, and everybody of the staff by name and unit alone', async () => {
    const { officers: found, staff } = await names();
    expect(found).toEqual([
      { id: server.ids.get('oili.oikeus'), displayName: 'Oili Oikeus' },
      { id: server.ids.get('satu.sijainen'), displayName: 'Satu Sijainen' },
    ]);
    expect(staff).toContainEqual({
      ...{ id: server.ids.get('maija.malli'), displayName: 'Maija Malli', active: true },
      unit: expect.any(String),
    });
  });

  it('are no officers whose grant lies ahead, is suspended or revoked, nor those who are not bound or have left', async () => {
    const working = await addPerson(server, { grants: [OFFICER] });
    const ahead = await addPerson(server, { grants: [{ ...OFFICER, fromOn: '2027-01-01' }] });
    const unbound = await addPerson(server, { grants: [OFFICER], bound: false });
    const suspended = await addPerson(server, { grants: [OFFICER] });
    const revoked = await addPerson(server, { grants: [OFFICER] });
    const left = await addPerson(server, { grants: [OFFICER] });
    await server.sql('update access_grant set suspended = true where id = $1', [suspended.grantIds[0]]);
    await server.sql('update access_grant set revoked_at = now() where id = $1', [revoked.grantIds[0]]);
    await server.sql(`update staff set status = 'deactivated' where id = $1`, [left.id]);
    const found = await officers();
    expect(found).toContain(working.id);
    for (const other of [ahead, unbound, suspended, revoked, left]) expect(found).not.toContain(other.id);
    expect((await names()).staff.find(({ id }) => id === left.id)?.active).toBe(false);
  });

  it('are named to who handles requests, with an event', async () => {
    const events = await eventsDuring(server, async () => {
      await names();
    });
    expect(events).toMatchObject([{ action: 'rights-requests.listed', facts: { which: 'people' } }]);
    const tapio = await server.as('tapio.tietosuoja');
    expectProblem(await tapio.get('/rights-requests/people'), 403, 'not-permitted');
  });
});

describe('the board', () => {
  it('shows requests of one kind alone when it is asked to', async () => {
    const ofPerson = await new RightsScenes(server).register(oili);
    const { body } = await oili.post('/disclosures', {
      ...{ receivedAt: server.clock.now().toISOString(), provision: 'poliisilaki 4 luku 3 §', scope: 'Yksi puhelu' },
      ...{ text: 'Pyydämme.', authority: { name: 'Poliisi', reference: '1', contact: 'PL 1' } },
    });
    const listed = async (query: string) => {
      const page = (await oili.get(`/rights-requests${query}`)).body as { items: { id: string }[] };
      return page.items.map(({ id }) => id);
    };
    expect(await listed('?kind=data-subject')).toEqual([ofPerson.id]);
    expect(await listed('?kind=authority')).toEqual([body.id]);
    expect(await listed('')).toEqual([ofPerson.id, body.id]);
    expect(await listed('?kind=authority&which=closed')).toEqual([]);
    expectProblem(await oili.get('/rights-requests?kind=other'), 400, 'invalid-request');
  });
});
