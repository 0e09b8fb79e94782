import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { GrantTemplates, ProposeGrant, ProposeRevocation } from '../../src/access/index.js';
import { newGrant } from '../../src/access/access.schemas.js';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { NOBODY } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const LEAD = { role: 'team-lead', purposes: ['service-development'] };
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';
const reason = 'Siirtyy toiseen tehtävään.';

let server: TestServer;
let yrjo: Client;
let paula: Client;

const inDays = (days: number) => addDays(helsinkiDay(server.clock.now()), days);

beforeAll(async () => {
  server = await startTestServer();
  yrjo = await server.as('yrjo.yllapito');
  paula = await server.as('paula.paakayttaja');
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('what waits for somebody', () => {
  it('is an enrolment that somebody else began, and not one’s own', async () => {
    const { id } = await addPerson(server);
    await server.sql('delete from credential where staff_id = $1', [id]);
    const { status, body } = await yrjo.post(`/staff/${id}/enrolments`, {});
    expect(status).toBe(201);
    const { body: tasks } = await paula.get('/tasks');
    expect(tasks).toMatchObject({ counts: { enrolments: 1 } });
    expect(tasks.enrolments).toMatchObject([
      { id: body.id, staffId: id, staffName: expect.stringMatching(/^Testi \d/) },
    ]);
    expect((await yrjo.get('/tasks')).body).toMatchObject({ counts: { enrolments: 0 }, enrolments: [] });
  });

  it('waits also where nobody knows any more whom it enrols, as after a restored backup', async () => {
    const { id } = await addPerson(server);
    await server.sql('delete from credential where staff_id = $1', [id]);
    const { body } = await yrjo.post(`/staff/${id}/enrolments`, {});
    const belongsTo = (staffId: string) =>
      server.sql('update enrolment set staff_id = $1 where id = $2', [staffId, body.id]);
    await belongsTo(randomUUID());
    const { enrolments } = (await paula.get('/tasks')).body;
    await belongsTo(id);
    expect(enrolments).toContainEqual(expect.objectContaining({ id: body.id, staffName: '' }));
  });

  it('is a review of a named reviewer, with whom it is about and when it acts', async () => {
    const manager = await addPerson(server, { grants: [LEAD] });
    const person = await addPerson(server, { grants: [AGENT] });
    await server.sql('update staff set manager_id = $1 where id = $2', [manager.id, person.id]);
    const change = { unit: 'Osasto 5', effectiveOn: inDays(7), reason };
    expect((await yrjo.post(`/staff/${person.id}/duties`, change)).status).toBe(200);
    const { body } = await (await server.as(manager.username)).get('/tasks');
    expect(body.reviews).toMatchObject([
      {
        ...{ kind: 'duties', staffId: person.id, staffName: expect.stringMatching(/^Testi \d/) },
        ...{ suspendOn: inDays(7), suspended: false, escalated: false },
      },
    ]);
  });
});

describe('who has not acknowledged the undertaking', () => {
  it('is listed by name, page by page, and by no cursor that the list has not given', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.push((await addPerson(server, { grants: [AGENT], bound: false })).id);
    const path = '/undertakings/2026-1/missing?limit=2';
    const { body: page } = await yrjo.get(path);
    expect(page).toMatchObject({ items: [{ staffId: ids[0] }, { staffId: ids[1] }], nextCursor: ids[1] });
    const { body: rest } = await yrjo.get(`${path}&cursor=${ids[1] ?? ''}`);
    expect(rest).toMatchObject({ items: [{ staffId: ids[2] }], nextCursor: null });
    expectProblem(await yrjo.get(`${path}&cursor=toinen`), 400, 'invalid-cursor');
    expectProblem(await yrjo.get('/undertakings/2020-1/missing'), 404, 'not-found');
  });

  it('signs nothing on paper once they have left', async () => {
    const { id } = await addPerson(server, { grants: [AGENT], bound: false });
    await yrjo.post(`/staff/${id}/deactivation`, { reason });
    const paper = { staffId: id, signedOn: inDays(0), evidence: 'Arkisto 12/2026', language: 'fi' };
    expectProblem(await yrjo.post('/undertakings/2026-1/paper-signatures', paper), 404, 'not-found');
    expect(await server.sql('select 1 from undertaking_acknowledgement where staff_id = $1', [id])).toEqual([]);
  });
});

describe('a template', () => {
  it('of some units is kept, told and wished for with them', async () => {
    const wanted = { name: 'Neuvoja', ...AGENT, units: ['Käyttäjätuki'], validMonths: 6 };
    const { status, body } = await yrjo.post('/grant-templates', wanted);
    expect([status, body.units, body.queues]).toEqual([201, ['Käyttäjätuki'], 'all']);
    const em = server.app.get(Database).entities();
    const templates = server.app.get(GrantTemplates);
    expect(await templates.wanted(em, String(body.id), reason)).toMatchObject({
      units: ['Käyttäjätuki'],
      queues: 'all',
    });
    expect(await templates.wanted(em, UNKNOWN_ID, reason)).toBeNull();
  });
});

describe('proposals', () => {
  it('of the house itself are nobody’s', async () => {
    const person = await addPerson(server, { grants: [AGENT] });
    const wanted = newGrant.parse({ ...LEAD, fromOn: inDays(0), untilOn: inDays(30), reason });
    const [grantId = ''] = person.grantIds;
    const ids = await server.app
      .get(Database)
      .transaction(async em => [
        await server.app
          .get(ProposeGrant)
          .execute(em, { staffId: person.id, wanted, origin: 'unused-access' }, THE_SYSTEM),
        await server.app.get(ProposeRevocation).execute(em, { grantId, origin: 'unused-access', reason }, THE_SYSTEM),
      ]);
    const rows = await server.sql('select proposed_by from grant_proposal where id = any($1)', [ids]);
    expect(rows).toEqual([{ proposed_by: NOBODY }, { proposed_by: NOBODY }]);
    const { body } = await yrjo.get(`/grant-proposals?staff=${person.id}`);
    expect(body.items).toMatchObject([{ proposerName: null }, { proposerName: null }]);
  });

  it('are listed by what has been decided on them', async () => {
    const person = await addPerson(server);
    const grant = { ...LEAD, fromOn: inDays(0), untilOn: inDays(30), reason };
    const { body } = await yrjo.post(`/staff/${person.id}/grants`, grant);
    const decision = { outcome: 'refused', reason };
    expect((await paula.post(`/grant-proposals/${String(body.proposalId)}/decision`, decision)).status).toBe(200);
    const listed = async (state: string) =>
      (await yrjo.get(`/grant-proposals?staff=${person.id}&state=${state}`)).body.items;
    expect(await listed('refused')).toMatchObject([{ id: body.proposalId, state: 'refused' }]);
    for (const state of ['pending', 'lapsed', 'approved', 'withdrawn']) expect(await listed(state)).toEqual([]);
  });
});
