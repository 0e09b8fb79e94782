import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CreateFirstAdministrator } from '../../src/access/index.js';
import { eventsDuring } from '../support/log.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const execute = () => server.app.get(CreateFirstAdministrator).execute();

it('an empty system gets one administrator, whose password must be changed, and no second one', async () => {
  expect(await execute()).toBeNull();
  await server.sql('truncate staff cascade');
  const made: Awaited<ReturnType<typeof execute>>[] = [];
  const events = await eventsDuring(server, async () => {
    made.push(...(await Promise.all([execute(), execute()])));
  });
  const [first, ...others] = made.filter(one => one !== null);
  expect(others).toEqual([]);
  expect(events.map(({ action }) => action)).toEqual(['staff.created', 'grant.created']);
  const given = 'select role, until_on, granted_by from access_grant join staff on staff.id = staff_id';
  const grant = { role: 'administrator', until_on: '2027-11-24', granted_by: null };
  expect(await server.sql(given)).toEqual([grant]);
  const { status, body } = await server.anonymous().post('/sessions', { ...first });
  expect([status, body.mustChangePassword]).toEqual([201, true]);
});
