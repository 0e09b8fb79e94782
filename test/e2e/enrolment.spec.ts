import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfirmFromCommandLine, AddFromCommandLine } from '../../src/access/index.js';
import { NOBODY } from '../../src/kernel/ids.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { enrol, type Halves } from '../support/enrol.js';
import { loggedEvents } from '../support/log.js';
import { addPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PASSWORD = 'tuuli kävi yöllä';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const REFUSED = { status: 403, body: { code: 'enrolment-refused' } };

let server: TestServer;
/** Two administrators, and a third where a second second is needed. */
let [yrjo, paula, third]: Client[] = [];
let ids: Record<'yrjo' | 'paula' | 'third', string>;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

/** Failures from this one address would add up over the tests, and so would ties: a month later they are forgotten. */
beforeEach(async () => {
  server.clock.advance(32 * DAY_MS);
  await server.sql(`update access_grant set until_on = '2099-01-01' where revoked_at is null`);
  const added = await addPerson(server, { grants: [{ role: 'administrator', untilOn: '2099-01-01' }] });
  ids = { yrjo: idOf('yrjo.yllapito'), paula: idOf('paula.paakayttaja'), third: added.id };
  yrjo = await server.as('yrjo.yllapito');
  paula = await server.as('paula.paakayttaja');
  third = await server.as(added.username);
});

function idOf(username: string): string {
  return server.ids.get(username) ?? '';
}

let people = 0;

async function named(): Promise<{ id: string; username: string }> {
  const username = `uusi.${(people += 1)}`;
  const draft = { username, displayName: `Uusi ${people}`, unit: 'Käyttäjätuki', title: 'Testaaja' };
  const { status, body } = await by(yrjo).post('/staff', draft);
  expect(status).toBe(201);
  return { id: String(body.id), username };
}

function by(client: Client | undefined): Client {
  if (!client) throw new Error('beforeEach has not run');
  return client;
}

const enrolled = (id: string, wanted = {}): Promise<Halves> => enrol(by(yrjo), by(paula), id, wanted);

function complete({ token, code }: Pick<Halves, 'token' | 'code'>, password = PASSWORD): Promise<Answer> {
  return server.anonymous().post('/enrolments/completion', { token, code, password });
}

const confirm = (client: Client | undefined, id: string): Promise<Answer> =>
  by(client).post(`/enrolments/${id}/confirmation`);

async function link(client: Client | undefined, staffId: string, wanted = {}): Promise<{ id: string; token: string }> {
  const { status, body } = await by(client).post(`/staff/${staffId}/enrolments`, wanted);
  expect(status).toBe(201);
  return { id: String(body.id), token: String(body.token) };
}

async function signsIn(username: string, password: string): Promise<number> {
  return (await server.anonymous().post('/sessions', { username, password })).status;
}

const recovery = { kind: 'recovery', reason: 'Puhelin kadonnut; tunnistettu paikan päällä' };

describe('enrolment by two', () => {
  it('needs the link of one and the code of another, and both are shown once', async () => {
    const { id, username } = await named();
    const { id: enrolmentId, token } = await link(yrjo, id);
    expect(await complete({ token, code: 'abcde-23456' })).toMatchObject({
      status: 409,
      body: { code: 'enrolment-unconfirmed' },
    });
    const confirmed = await confirm(paula, enrolmentId);
    expect(confirmed.status).toBe(200);
    const code = String(confirmed.body.code);
    expect(await confirm(third, enrolmentId)).toMatchObject({ status: 409, body: { code: 'already-confirmed' } });
    const kept = await server.sql<object>('select * from enrolment where id = $1', [enrolmentId]);
    for (const half of [token, code, code.replace('-', '')]) expect(JSON.stringify(kept)).not.toContain(half);
    expect((await complete({ token, code: code.toUpperCase().replace('-', ' ') })).body).toEqual({ username });
    expect(await signsIn(username, PASSWORD)).toBe(201);
    expect(await complete({ token, code })).toMatchObject(REFUSED);
    const events = (await loggedEvents(server)).filter(({ object }) => object?.id === enrolmentId);
    expect(events.map(({ action, outcome, facts }) => [action, outcome, facts])).toEqual([
      ['enrolment.created', 'done', { kind: 'first' }],
      ['enrolment.confirmed', 'done', { kind: 'first', createdBy: ids.yrjo }],
      ['enrolment.confirmed', 'refused', undefined],
      ['enrolment.completed', 'done', { kind: 'first', createdBy: ids.yrjo, confirmedBy: ids.paula }],
    ]);
    expect(JSON.stringify(events)).not.toContain(username);
  });

  it('is not confirmed by who made the link, nor by the person, and each attempt is on record', async () => {
    const { id: enrolmentId } = await link(yrjo, ids.third, recovery);
    for (const client of [yrjo, third]) {
      expect(await confirm(client, enrolmentId)).toMatchObject({ status: 403, body: { code: 'not-second-person' } });
    }
    const refused = (await loggedEvents(server, 'enrolment.confirmed')).slice(-2);
    expect(refused.map(({ outcome, reason, actor }) => [outcome, reason, actor.id])).toEqual([
      ['refused', 'not-second-person', ids.yrjo],
      ['refused', 'not-second-person', ids.third],
    ]);
    expect((await confirm(paula, enrolmentId)).status).toBe(200);
  });

  it('is not begun for oneself', async () => {
    for (const staffId of [ids.yrjo, ids.yrjo.toUpperCase()]) {
      const answer = await by(yrjo).post(`/staff/${staffId}/enrolments`, recovery);
      expect(answer).toMatchObject({ status: 403, body: { code: 'not-oneself' } });
    }
  });

  it('is not confirmed within 30 days by who enrolled the person before', async () => {
    const { id } = await named();
    expect((await complete(await enrolled(id))).status).toBe(200);
    const made = () => link(third, id, recovery);
    server.clock.advance(29 * DAY_MS);
    await reSignIn();
    expect(await confirm(yrjo, (await made()).id)).toMatchObject({ status: 403, body: { code: 'not-second-person' } });
    server.clock.advance(DAY_MS);
    await reSignIn();
    expect((await confirm(yrjo, (await made()).id)).status).toBe(403);
    server.clock.advance(DAY_MS);
    await reSignIn();
    expect((await confirm(yrjo, (await made()).id)).status).toBe(200);
  });

  it('ties who made the link from the very next request on, as the second of what the enrolled person begins', async () => {
    const { id, username } = await named();
    await server.sql(
      `insert into access_grant (id, staff_id, role, all_queues, all_units, from_on, until_on, reason, created_at)
       values (gen_random_uuid(), $1, 'administrator', true, true, '2020-01-01', '2099-01-01', 'Testi', now())`,
      [id],
    );
    const halves = await enrolled(id);
    const [before, after] = [await named(), await named()];
    const { id: ofThird } = await link(third, before.id);
    expect((await confirm(yrjo, ofThird)).status).toBe(200);
    expect((await complete(halves)).status).toBe(200);
    const enrolledAdministrator = await server.anonymous().signIn(username, PASSWORD);
    await enrolledAdministrator.post('/me/undertaking', { version: '2026-1', language: 'fi' });
    const { id: theirs } = await link(enrolledAdministrator, after.id);
    expect(await confirm(yrjo, theirs)).toMatchObject({ status: 403, body: { code: 'not-second-person' } });
    expect((await confirm(paula, theirs)).status).toBe(200);
  });

  it('has one second person when two confirm at once', async () => {
    const { id } = await named();
    const { id: enrolmentId, token } = await link(yrjo, id);
    const answers = await Promise.all([confirm(paula, enrolmentId), confirm(third, enrolmentId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const code = String(answers.find(({ status }) => status === 200)?.body.code);
    expect((await complete({ token, code })).status).toBe(200);
  });

  it('works once when several use both halves at the same time, and keeps a password that was taken', async () => {
    const { id, username } = await named();
    const halves = await enrolled(id);
    const answers = await Promise.all(Array.from({ length: 4 }, (_, n) => complete(halves, `aivan toinen sana ${n}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
    const taken = answers.findIndex(({ status }) => status === 200);
    expect(await signsIn(username, `aivan toinen sana ${taken}`)).toBe(201);
  });

  it('is void with the fifth wrong code, tried one by one or at once, and a refused password costs no try', async () => {
    const { id } = await named();
    const { token, code } = await enrolled(id);
    for (let n = 0; n < 6; n += 1) {
      expect(await complete({ token, code }, 'lyhyt')).toMatchObject({ status: 400, body: { fault: 'too-short' } });
    }
    for (const triesLeft of [4, 3, 2, 1]) {
      const wrong = await complete({ token, code: 'abcde-23456' });
      expect(wrong).toMatchObject({ status: 403, body: { code: 'wrong-enrolment-code', triesLeft } });
    }
    expect(await complete({ token, code: 'abcde-23456' })).toMatchObject(REFUSED);
    expect(await complete({ token, code })).toMatchObject(REFUSED);
    const reasons = (await loggedEvents(server, 'enrolment.refused')).slice(-6).map(({ reason }) => reason);
    expect(reasons).toEqual([...Array<string>(4).fill('wrong-code'), 'too-many-wrong-codes', 'no-such-link']);

    const again = await enrolled(id);
    const burst = await Promise.all(
      Array.from({ length: 12 }, () => complete({ token: again.token, code: 'abcde-23456' })),
    );
    expect(burst.filter(({ body }) => body.code === 'wrong-enrolment-code')).toHaveLength(4);
    expect(await complete(again)).toMatchObject(REFUSED);
  });

  it('takes the fifth code where it is the right one', async () => {
    const { token, code } = await enrolled((await named()).id);
    for (let n = 0; n < 4; n += 1) await complete({ token, code: 'abcde-23456' });
    expect((await complete({ token, code })).status).toBe(200);
  });

  it('is void once there is a newer link, after 72 hours, and once the person was deactivated', async () => {
    const { id } = await named();
    const first = await enrolled(id);
    const newer = await enrolled(id);
    expect(await complete(first)).toMatchObject(REFUSED);
    server.clock.advance(72 * HOUR_MS);
    expect(await complete(newer)).toMatchObject(REFUSED);
    await reSignIn();
    const { id: late } = await link(yrjo, id);
    server.clock.advance(72 * HOUR_MS);
    await reSignIn();
    expect((await confirm(paula, late)).status).toBe(404);
    const last = await enrolled(id);
    expect((await by(yrjo).post(`/staff/${id}/deactivation`, { reason: 'left' })).status).toBe(204);
    expect(await complete(last)).toMatchObject(REFUSED);
    const view = await by(yrjo).get(`/staff/${id}`);
    expect(view.body).toMatchObject({ status: 'deactivated', enrolled: false, enrolment: null });
  });

  it('cannot be guessed at will', async () => {
    for (let n = 0; n < 25; n += 1) expect(await complete({ token: `guess-${n}`, code: 'x' })).toMatchObject(REFUSED);
    const blocked = await complete({ token: 'guess', code: 'x' });
    expect(blocked).toMatchObject({ status: 429, body: { code: 'sign-in-throttled' } });
  });

  it('is listed while it is open, and tells each administrator whether they may confirm', async () => {
    const { id } = await named();
    const { id: enrolmentId } = await link(yrjo, id);
    const seenBy = async (client: Client | undefined) =>
      ((await by(client).get('/enrolments?open=true')).body.items as Record<string, unknown>[]).find(
        item => item['id'] === enrolmentId,
      );
    const waiting = { staffId: id, kind: 'first', state: 'awaiting-confirmation', createdBy: ids.yrjo };
    expect(await seenBy(yrjo)).toMatchObject({ ...waiting, mayConfirm: false });
    expect(await seenBy(paula)).toMatchObject({ ...waiting, mayConfirm: true });
    expect((await by(paula).get(`/staff/${id}`)).body.enrolment).toMatchObject({ ...waiting, mayConfirm: true });
    await confirm(paula, enrolmentId);
    expect(await seenBy(third)).toMatchObject({ state: 'confirmed', confirmedBy: ids.paula, mayConfirm: false });
    const auditor = await server.as('aila.auditoija');
    expect((await auditor.get('/enrolments')).status).toBe(403);
  });

  it('cannot be written by one person alone, whatever the application is', async () => {
    const { id } = await named();
    const { id: enrolmentId } = await link(yrjo, id);
    const write = (set: string, ...values: string[]) =>
      server.sql(`update enrolment set ${set} where id = $1`, [enrolmentId, ...values]);
    await expect(write('completed_at = now()')).rejects.toThrow('two people');
    for (const same of [ids.yrjo, id]) {
      await expect(write(`confirmed_at = now(), code_hash = 'x', confirmed_by = $2`, same)).rejects.toThrow(
        'two people',
      );
    }
  });
});

describe('recovery by two', () => {
  it('asks why, and whom has a password only', async () => {
    const { id } = await named();
    const without = await by(yrjo).post(`/staff/${ids.third}/enrolments`, { kind: 'recovery' });
    expect(without).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    const early = await by(yrjo).post(`/staff/${id}/enrolments`, recovery);
    expect(early).toMatchObject({ status: 409, body: { code: 'not-enrolled' } });
    const late = await by(yrjo).post(`/staff/${ids.third}/enrolments`, {});
    expect(late).toMatchObject({ status: 409, body: { code: 'already-enrolled' } });
  });

  it('changes nothing before it is completed; then the password is new, sessions end, and hearing is suspended', async () => {
    const days = { untilOn: '2099-01-01' };
    const grants = [{ role: 'agent', purposes: ['service-development'], ...days }];
    const person = await addPerson(server, { grants });
    const mine = await server.as(person.username);
    const halves = await enrolled(person.id, recovery);
    expect((await mine.get('/recordings')).status).toBe(200);
    expect((await complete(halves)).body).toEqual({ username: person.username });
    expect((await mine.get('/me')).status).toBe(401);
    expect([await signsIn(person.username, DEMO_PASSWORD), await signsIn(person.username, PASSWORD)]).toEqual([
      401, 201,
    ]);
    const again = await server.anonymous().signIn(person.username, PASSWORD);
    expect((await again.get('/recordings')).status).toBe(403);
    const [grant] = await server.sql<{ suspended: boolean }>('select suspended from access_grant where staff_id = $1', [
      person.id,
    ]);
    expect(grant).toEqual({ suspended: true });
    const opened = (await loggedEvents(server, 'access-review.opened')).at(-1);
    expect(opened).toMatchObject({ concernsStaffId: person.id, facts: { kind: 'recovery' } });
  });

  it('leaves an administrator the right to administer, with sessions ended', async () => {
    const halves = await enrol(by(yrjo), by(paula), ids.third, recovery);
    const { id: passkey } = await passkeyOf(ids.third);
    expect((await complete(halves)).status).toBe(200);
    expect((await by(third).get('/me')).status).toBe(401);
    expect(await server.sql('select 1 from passkey where id = $1', [passkey])).toEqual([]);
    const { rows } = await grantsOf(ids.third);
    expect(rows).toEqual([{ role: 'administrator', suspended: false }]);
  });

  it('does not happen when the review of it cannot be opened: nobody hears on an unexamined credential', async () => {
    const person = await addPerson(server, {
      grants: [{ role: 'agent', purposes: ['service-development'], untilOn: '2099-01-01' }],
    });
    const halves = await enrolled(person.id, recovery);
    await server.sql('alter table access_review add constraint test_full check (false) not valid');
    try {
      expect((await complete(halves)).status).toBe(500);
    } finally {
      await server.sql('alter table access_review drop constraint test_full');
    }
    expect(await signsIn(person.username, DEMO_PASSWORD)).toBe(201);
    expect((await complete(halves)).status).toBe(200);
  });
});

describe('somebody who comes in without a password', () => {
  /** Whom two have linked to an identity of a provider, with a session, a passkey and a right to hear. */
  async function linked() {
    const days = { untilOn: '2099-01-01' };
    const person = await addPerson(server, { grants: [{ role: 'agent', purposes: ['service-development'], ...days }] });
    const session = await server.as(person.username);
    await server.sql('delete from credential where staff_id = $1', [person.id]);
    return { ...person, session };
  }

  const linkIdentity = (staffId: string) =>
    server.sql(
      `insert into external_identity (id, staff_id, issuer, subject, proposed_by, proposed_at, confirmed_by, confirmed_at)
       values (gen_random_uuid(), $1::uuid, 'https://idp.example.org', $1::text, $2, $4, $3, $4)`,
      [staffId, ids.yrjo, ids.paula, server.clock.now()],
    );

  const expectExamined = async ({ id, session }: Awaited<ReturnType<typeof linked>>) => {
    expect((await session.get('/me')).status).toBe(401);
    expect(await server.sql('select 1 from passkey where staff_id = $1', [id])).toEqual([]);
    expect((await grantsOf(id)).rows).toEqual([{ role: 'agent', suspended: true }]);
    const opened = (await loggedEvents(server, 'access-review.opened')).at(-1);
    expect(opened).toMatchObject({ concernsStaffId: id, facts: { kind: 'recovery' } });
  };

  it.each([
    ['an identity of a provider', linkIdentity],
    ['a passkey', passkeyOf],
  ])('but by %s has nothing to begin with: a password is a recovery, with all that one does', async (_, wayIn) => {
    const person = await linked();
    await wayIn(person.id);
    expect((await by(yrjo).get(`/staff/${person.id}`)).body).toMatchObject({ enrolled: true });
    const first = await by(yrjo).post(`/staff/${person.id}/enrolments`, {});
    expect(first).toMatchObject({ status: 409, body: { code: 'already-enrolled' } });
    expect((await complete(await enrolled(person.id, recovery))).status).toBe(200);
    await expectExamined(person);
    expect(await signsIn(person.username, PASSWORD)).toBe(201);
  });

  it('is examined also where the link for a first password is older than the identity', async () => {
    const person = await linked();
    const halves = await enrolled(person.id);
    await linkIdentity(person.id);
    await passkeyOf(person.id);
    expect((await complete(halves)).status).toBe(200);
    await expectExamined(person);
  });

  it('is not examined where the password is the first way in', async () => {
    const person = await linked();
    expect((await complete(await enrolled(person.id))).status).toBe(200);
    expect((await grantsOf(person.id)).rows).toEqual([{ role: 'agent', suspended: false }]);
  });
});

describe('the command line', () => {
  const add = (username: string) => {
    const person = { username, displayName: 'Palvelin Testi', unit: 'Ylläpito', title: 'Pääkäyttäjä' };
    return server.app.get(AddFromCommandLine).execute(person, { administrator: true });
  };
  const confirmThere = (username: string) => server.app.get(ConfirmFromCommandLine).execute(username);

  it('counts as one of the two: an administrator confirms what it began, and the log says where it came from', async () => {
    const { id: enrolmentId, token } = await add('palvelin.eka');
    await expect(confirmThere('palvelin.eka')).rejects.toMatchObject({ code: 'not-second-person' });
    const confirmed = await confirm(paula, enrolmentId);
    expect((await complete({ token, code: String(confirmed.body.code) })).status).toBe(200);
    const client = await server.anonymous().signIn('palvelin.eka', PASSWORD);
    expect((await client.get('/me')).body).toMatchObject({ roles: ['administrator'] });
    const actor = { kind: 'system', id: null, address: 'command line' };
    for (const action of ['staff.created', 'grant.created', 'enrolment.created'] as const) {
      expect((await loggedEvents(server, action)).at(-1)).toMatchObject({ actor });
    }
  });

  it('is the second for what an administrator began', async () => {
    const { id, username } = await named();
    const { token } = await link(yrjo, id);
    const { code } = await confirmThere(username.toUpperCase());
    expect((await complete({ token, code })).status).toBe(200);
    const facts = { createdBy: ids.yrjo, confirmedBy: NOBODY };
    expect((await loggedEvents(server, 'enrolment.completed')).at(-1)).toMatchObject({ facts });
    await expect(confirmThere(username)).rejects.toMatchObject({ code: 'no-open-enrolment' });
  });

  it('lets somebody in where administrators are there on paper alone, and the log says why', async () => {
    const { id, token } = await add('palvelin.yksin');
    await expect(confirmThere('palvelin.yksin')).rejects.toMatchObject({ code: 'not-second-person' });
    const why = 'Pääsyavaimet katosivat muutossa';
    const { code } = await server.app.get(ConfirmFromCommandLine).execute('palvelin.yksin', why);
    expect((await complete({ token, code })).status).toBe(200);
    const client = await server.anonymous().signIn('palvelin.yksin', PASSWORD);
    expect((await client.get('/me')).body).toMatchObject({ roles: ['administrator'] });
    const confirmed = (await loggedEvents(server, 'enrolment.confirmed')).at(-1);
    expect(confirmed).toMatchObject({ object: { id }, facts: { kind: 'first', createdBy: NOBODY, alone: true } });
    expect(JSON.stringify(confirmed)).not.toContain(why);
  });

  it('is the last way in where no administrator is left', async () => {
    const { token } = await add('palvelin.vika');
    await server.sql(`update access_grant set suspended = true where role = 'administrator'`);
    try {
      const { code } = await confirmThere('palvelin.vika');
      expect((await complete({ token, code })).status).toBe(200);
    } finally {
      await server.sql(`update access_grant set suspended = false where role = 'administrator'`);
    }
  });
});

async function reSignIn(): Promise<void> {
  yrjo = await server.as('yrjo.yllapito');
  paula = await server.as('paula.paakayttaja');
  const [row] = await server.sql<{ username: string }>('select username from staff where id = $1', [ids.third]);
  third = await server.as(row?.username ?? '');
}

async function passkeyOf(staffId: string): Promise<{ id: string }> {
  const [row] = await server.sql<{ id: string }>(
    `insert into passkey (id, staff_id, credential_id, public_key, name, device_type, backed_up, counter, created_at)
     values (gen_random_uuid(), $1, gen_random_uuid()::text, '\\x00', 'Avain', 'singleDevice', false, 0, now()) returning id`,
    [staffId],
  );
  return { id: row?.id ?? '' };
}

async function grantsOf(staffId: string) {
  const text = 'select role, suspended from access_grant where staff_id = $1 and revoked_at is null';
  return { rows: await server.sql<{ role: string; suspended: boolean }>(text, [staffId]) };
}
