import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PATH = '/me/saved-searches';
const FILTERS = { days: 7, queue: 'user-support', hold: true };

describe('the searches that a person keeps', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });

  afterEach(async () => {
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  async function somebody(): Promise<{ person: TestPerson; client: Client }> {
    const person = await addPerson(server, { grants: [{ role: 'agent' }] });
    return { person, client: await server.as(person.username) };
  }

  const save = (client: Client, name: string, filters: object = FILTERS) => client.post(PATH, { name, filters });
  const kept = async (client: Client) => (await client.get(PATH)).body.items;

  it('come back by name, to the person alone', async () => {
    const [{ client }, other] = [await somebody(), await somebody()];
    expect((await save(client, 'Viikko')).status).toBe(201);
    await save(client, 'Jatketut', { hold: true });
    expect(await kept(client)).toMatchObject([
      { name: 'Jatketut', filters: { hold: true } },
      { name: 'Viikko', filters: FILTERS },
    ]);
    expect(await kept(other.client)).toEqual([]);
  });

  it('stand for other filters when the name is used again', async () => {
    const { client } = await somebody();
    await save(client, 'Viikko');
    await save(client, 'Viikko', { unit: 'Ward systems' });
    expect(await kept(client)).toMatchObject([{ name: 'Viikko', filters: { unit: 'Ward systems' } }]);
  });

  it.each(['phone', 'name', 'email', 'personalIdentityCode'])('never hold a personal filter: %s', async field => {
    const { client } = await somebody();
    const answer = await save(client, 'Viikko', { ...FILTERS, [field]: '+358401234567' });
    expectProblem(answer, 400, 'invalid-request');
    expect(await server.sql('select from saved_search where filters::text like $1', ['%401234567%'])).toEqual([]);
  });

  it('are twenty at most, however many are saved at once', async () => {
    const { client } = await somebody();
    const answers = await Promise.all(Array.from({ length: 24 }, (_, number) => save(client, `Haku ${number}`)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    const refused = answers.find(({ status }) => status !== 201);
    if (refused) expectProblem(refused, 409, 'too-many-saved-searches');
    expect(await kept(client)).toHaveLength(20);
    expect((await save(client, 'Haku 0', {})).status).toBe(answers[0]?.status === 201 ? 201 : 409);
  });

  it('are removed by the person, and by nobody else', async () => {
    const [{ client }, other] = [await somebody(), await somebody()];
    const { id } = (await save(client, 'Viikko')).body;
    expectProblem(await other.client.delete(`${PATH}/${String(id)}`), 404, 'not-found');
    expect((await client.delete(`${PATH}/${String(id)}`)).status).toBe(204);
    expect(await kept(client)).toEqual([]);
  });

  it('are gone in the moment in which their person is deactivated', async () => {
    const { person, client } = await somebody();
    await save(client, 'Viikko');
    const administrator = await server.as('yrjo.yllapito');
    expect((await administrator.post(`/staff/${person.id}/deactivation`, { reason: 'Testi' })).status).toBe(204);
    expect(await server.sql('select from saved_search where staff_id = $1', [person.id])).toEqual([]);
  });
});
