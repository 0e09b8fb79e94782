import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddFromCommandLine } from '../../src/access/people/add-from-command-line.js';
import { eventsDuring } from '../support/log.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

describe('whom the operator names at the server', () => {
  it.each([
    ['has no right of any kind', false, []],
    ['administers access where the operator says so', true, [{ role: 'administrator' }]],
  ])('%s, and a link to begin with', async (_, administrator, grants) => {
    const username = `nimetty.${administrator ? 'paakayttaja' : 'henkilo'}`;
    const person = { username, displayName: 'Nina Nimetty', unit: 'Käyttäjätuki', title: 'Neuvoja' };
    const events = await eventsDuring(server, async () => {
      const { token } = await server.app.get(AddFromCommandLine).execute(person, { administrator });
      expect(token).not.toBe('');
    });
    const given = 'select g.role from access_grant g join staff s on s.id = g.staff_id where s.username = $1';
    expect(await server.sql(given, [username])).toEqual(grants);
    const actions = ['staff.created', ...(administrator ? ['grant.created'] : []), 'enrolment.created'];
    expect(events.map(({ action }) => action)).toEqual(actions);
  });
});
