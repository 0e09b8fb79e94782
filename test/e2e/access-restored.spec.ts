import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptRestore, Replays, type AuditAction } from '../../src/audit/index.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { settleLog } from '../support/log.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { backUpDatabase, endOnBackup, startedOnBackup } from '../support/restore.js';
import { startTestServer, type TestServer } from '../support/server.js';

const AGENT = { role: 'agent', purposes: ['service-development'] };
const LEAD = { role: 'team-lead', purposes: ['service-development'] };
const reason = 'Sijaistaa palvelupäällikköä.';
const ENDED = `
  select id, outcome, decided_at, decided_by from grant_proposal where outcome in ('refused', 'withdrawn') order by id`;

let first: TestServer;
let server: TestServer;
let [refused, withdrawn, approved]: string[] = [];
let [fresh, person]: TestPerson[] = [];
let ended: object[] = [];

beforeAll(async () => {
  first = await startTestServer();
  server = first;
  fresh = await addPerson(server);
  person = await addPerson(server, { grants: [AGENT] });
  [refused, withdrawn, approved] = [await propose('billing'), await propose('sales'), await propose('user-support')];
  await settleLog(server);
  const backup = await backUpDatabase(first);

  await decide(refused, 'refused');
  const yrjo = await server.as('yrjo.yllapito');
  expect((await yrjo.post(`/grant-proposals/${withdrawn}/withdrawal`, {})).status).toBe(200);
  await decide(approved, 'approved');
  ended = await server.sql(ENDED);
  expect(ended).toHaveLength(2);
  server = await startedOnBackup(first, backup);
});

afterAll(async () => {
  await endOnBackup(first, server);
});

/** One administrator proposes that `fresh` may hear calls of the queue. */
async function propose(queue: string): Promise<string> {
  const today = helsinkiDay(server.clock.now());
  const wanted = { ...LEAD, queues: [queue], fromOn: today, untilOn: addDays(today, 30), reason };
  const { status, body } = await (await server.as('yrjo.yllapito')).post(`/staff/${fresh?.id ?? ''}/grants`, wanted);
  expect([status, body.code]).toEqual([202, undefined]);
  return String(body.proposalId);
}

async function decide(id: string | undefined, outcome: 'approved' | 'refused'): Promise<void> {
  const answer = await (
    await server.as('paula.paakayttaja')
  ).post(`/grant-proposals/${id ?? ''}/decision`, { outcome, reason });
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
}

/** Brings about what an event of now tells. */
function replay(action: AuditAction, told: object): Promise<unknown> {
  const at = server.clock.now();
  const event = { id: newId(at), at, action, outcome: 'done', actor: { kind: 'system', id: null }, ...told };
  return server.app.get(Database).transaction(async em => server.app.get(Replays).of(action)?.(em, event));
}

const outcomes = () => server.sql<object>('select id, outcome from grant_proposal order by id');
const grants = () => server.sql<object>('select id, revoked_at, suspended from access_grant order by id');
const suspended = async () =>
  (
    await server.sql<{ suspended: boolean }>('select suspended from access_grant where staff_id = $1', [person?.id])
  ).map(row => row.suspended);

describe('proposals after a restored backup', () => {
  it('do not wait again where they were refused or withdrawn, and wait where the backup lacks what they gave', async () => {
    expect(await server.sql(ENDED)).toEqual([]);
    const { notReplayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');
    expect(await server.sql(ENDED)).toEqual(ended);
    expect(notReplayed).toMatchObject({ 'grant.created': 1 });
    const wait = await server.sql<{ id: string }>(`select id from grant_proposal where outcome = 'pending'`);
    expect(wait.map(({ id }) => id)).toEqual([approved]);
    expect(await server.sql('select id from access_grant where staff_id = $1', [fresh?.id])).toEqual([]);
    await settleLog(server);
    await checkCustody(server);
  });

  it('stay as they are where an event does not say of which it tells', async () => {
    const before = await outcomes();
    await replay('grant-proposal.decided', { facts: { outcome: 'refused' } });
    expect(await outcomes()).toEqual(before);
  });
});

describe('grants after a restored backup', () => {
  it('are suspended with the first passkey that the backup lacks, and not with a further one', async () => {
    const actor = { kind: 'staff', id: person?.id };
    await replay('second-factor.registered', { actor, facts: { isFirst: false } });
    expect(await suspended()).toEqual([false]);
    await replay('second-factor.registered', { actor, facts: { isFirst: true } });
    expect(await suspended()).toEqual([true]);
  });

  it('stay as they are where an event does not say whose or which they are', async () => {
    const before = await grants();
    await replay('grant.revoked', {});
    await replay('password.changed', {});
    expect(await grants()).toEqual(before);
  });
});
