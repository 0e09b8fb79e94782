import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CreateStaff, EndExpiredSessions, StaffDirectory } from '../../src/identity/index.js';
import { TokenKeys } from '../../src/identity/token-keys.js';
import { EndSessions } from '../../src/identity/sessions/end-sessions.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { Clock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Database } from '../../src/platform/database/index.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { enrol } from '../support/enrol.js';
import { alike } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PASSWORD = 'tuuli kävi yöllä';
const WRONG = 'tuuli kävi päivällä';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

/** Failures from this one address would add up over the tests; a day later they are forgotten. */
beforeEach(() => {
  server.clock.advance(25 * HOUR_MS);
});

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly cookies: readonly string[];
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await server.anonymous().request(method, path, body, headers);
  return { status: answer.status, body: answer.body, cookies: answer.headers.getSetCookie() };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function signIn(username: string, password: string): Promise<Answer> {
  return call('POST', '/sessions', { username, password });
}

async function tokenOf(username: string, password = PASSWORD): Promise<string> {
  const { status, body } = await signIn(username, password);
  expect([username, status]).toEqual([username, 201]);
  return String(body.accessToken);
}

function cookieOf(answer: Answer, name: string): string {
  const line = answer.cookies.find(cookie => cookie.startsWith(`${name}=`)) ?? '';
  return line.split(';')[0] ?? '';
}

async function admin(): Promise<Record<string, string>> {
  return bearer((await server.as('yrjo.yllapito')).token);
}

let people = 0;

/** A new person, named and enrolled over HTTP. */
async function person(): Promise<{ id: string; username: string }> {
  const { id, username, token, code } = await invited();
  expect((await call('POST', '/enrolments/completion', { token, code, password: PASSWORD })).body).toEqual({
    username,
  });
  return { id, username };
}

async function invited(): Promise<{ id: string; username: string; token: string; code: string }> {
  const by = await admin();
  const username = `testi.${(people += 1)}`;
  const draft = { username, displayName: `Testi Henkilö ${people}`, unit: 'User support', title: 'Support agent' };
  const { status, body } = await call('POST', '/staff', draft, by);
  expect([status, body.username, body.enrolled]).toEqual([201, username, false]);
  const id = String(body.id);
  const { token, code } = await enrol(await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja'), id);
  return { id, username, token, code };
}

interface EventRow {
  readonly action: string;
  readonly leaf: string;
}

/** Events of one action, oldest first; those that name an object or person, where one is given. */
async function events(action: string, objectOrPerson?: string): Promise<Record<string, unknown>[]> {
  const text = `select action, convert_from(leaf, 'UTF8') as leaf from audit_event where action = $1 order by recorded_at, id`;
  const rows = await server.app.get(Database).query<EventRow>({ name: 'test-events', text }, [action]);
  const leaves = rows
    .map(row => row.leaf)
    .filter(leaf => objectOrPerson === undefined || leaf.includes(objectOrPerson));
  return leaves.map(leaf => JSON.parse(leaf) as Record<string, unknown>); // leaves are JSON objects
}

describe('sign-in', () => {
  it('gives a token of 15 minutes and two cookies that scripts and other sites do not get', async () => {
    const { username } = await person();
    const answer = await signIn(` ${username.toUpperCase()} `, PASSWORD);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ staff: { username }, mustChangePassword: false });
    expect(answer.body.expiresAt).toBe(new Date(server.clock.now().getTime() + 15 * MINUTE_MS).toISOString());
    const [access, refresh] = answer.cookies;
    expect(access).toMatch(/^tallenne_access=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(refresh).toMatch(/^tallenne_refresh=[^;]+; Path=\/api\/v1\/sessions; HttpOnly; SameSite=Strict$/);
    expect(JSON.stringify(answer.body)).not.toContain(cookieOf(answer, 'tallenne_refresh').split('=')[1]);
  });

  it('answers alike for an unknown name, a wrong password, a person without one, and a deactivated person', async () => {
    const { username } = await person();
    const waiting = await invited();
    const left = await person();
    await call('POST', `/staff/${left.id}/deactivation`, { reason: 'left' }, await admin());
    const refused = { status: 401, body: { code: 'sign-in-refused' } };
    const answer = await signIn(username, WRONG);
    expect(answer).toMatchObject(refused);
    for (const [name, password] of [
      ['nobody.knows', PASSWORD],
      [waiting.username, PASSWORD],
      [left.username, PASSWORD],
    ] as const) {
      expect(alike(await signIn(name, password))).toEqual(alike(answer));
    }
    const reasons = (await events('session.refused')).slice(-4).map(event => event['reason']);
    expect(reasons).toEqual(['wrong-password', 'unknown-name', 'not-enrolled', 'deactivated']);
  });

  it('works as long for an unknown name as for a wrong password', async () => {
    const { username } = await person();
    const other = await person();
    const times = { known: Infinity, unknown: Infinity };
    for (const name of [username, other.username].flatMap(each => Array<string>(4).fill(each))) {
      times.known = Math.min(times.known, await cpuMsOf(() => signIn(name, WRONG)));
      times.unknown = Math.min(times.unknown, await cpuMsOf(() => signIn(`nobody.${name}`, WRONG)));
    }
    expect(times.unknown / times.known).toBeGreaterThan(0.6);
    expect(times.unknown / times.known).toBeLessThan(1.7);
  });

  it('keeps the typed name out of the log, and names the person where there is one', async () => {
    const { id, username } = await person();
    await signIn('typed my password here', WRONG);
    await signIn(username, WRONG);
    const [stray, named] = (await events('session.refused')).slice(-2);
    expect(JSON.stringify(stray)).not.toContain('typed');
    expect(stray?.['commitments']).toHaveProperty('username');
    expect(stray).not.toHaveProperty('concernsStaffId');
    expect(named?.['concernsStaffId']).toBe(id);
    expect(JSON.stringify(named)).not.toContain(username);
  });

  it('refuses a body with a field that it does not know, or a name that the database could not hold', async () => {
    const nul = await signIn('maija\u0000malli', PASSWORD);
    expect(nul).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    const answer = await call('POST', '/sessions', {
      username: 'maija.malli',
      password: PASSWORD,
      role: 'administrator',
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });
});

describe('throttled sign-in', () => {
  it('waits after the fifth failure, alike for a real and an unknown name, also for the right password', async () => {
    const { username } = await person();
    for (const name of [username, 'nobody.knows']) {
      for (let n = 0; n < 5; n += 1) expect((await signIn(name, WRONG)).status).toBe(401);
    }
    const blocked = await signIn(username, PASSWORD);
    expect(blocked).toMatchObject({ status: 429, body: { code: 'sign-in-throttled', retryAfterSeconds: 30 } });
    expect(alike(await signIn('nobody.knows', PASSWORD))).toEqual(alike(blocked));
    server.clock.advance(30_000);
    await tokenOf(username);
  });

  it('doubles the wait with each further failure, and begins anew after a success', async () => {
    const { username } = await person();
    for (let n = 0; n < 5; n += 1) await signIn(username, WRONG);
    server.clock.advance(30_000);
    expect((await signIn(username, WRONG)).status).toBe(401);
    expect((await signIn(username, WRONG)).body.retryAfterSeconds).toBe(60);
    server.clock.advance(MINUTE_MS);
    await tokenOf(username);
    for (let n = 0; n < 4; n += 1) expect((await signIn(username, WRONG)).status).toBe(401);
    await tokenOf(username);
  });

  it('waits after 25 failures from one network, whatever the names', async () => {
    const { username } = await person();
    for (let n = 0; n < 25; n += 1) expect((await signIn(`guess.${n}`, WRONG)).status).toBe(401);
    expect((await signIn(username, PASSWORD)).status).toBe(429);
    server.clock.advance(30_000);
    await tokenOf(username);
  });

  it('does not let a burst of guesses run ahead of the count', async () => {
    const { username } = await person();
    const answers = await Promise.all(Array.from({ length: 30 }, () => signIn(username, WRONG)));
    const examined = answers.filter(({ status }) => status === 401).length;
    expect(examined).toBeGreaterThanOrEqual(5);
    expect(examined).toBeLessThanOrEqual(6);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30 - examined);
  });

  it('lets many sign in at once who know their password', async () => {
    const { username } = await person();
    const answers = await Promise.all(Array.from({ length: 16 }, () => signIn(username, PASSWORD)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  });

  it('keeps the counts in the database under a name that says nothing', async () => {
    await signIn('nobody.knows', WRONG);
    const text = 'select key, failures from sign_in_throttle where last_failed_at = $1';
    const rows = await server.app
      .get(Database)
      .query<{ key: string }>({ name: 'test-throttle', text }, [server.clock.now()]);
    expect(rows).toHaveLength(2);
    for (const { key } of rows) expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe('session', () => {
  it('ends at the next request after log-out, as bearer and as cookie, and takes the cookies back', async () => {
    const { username } = await person();
    const answer = await signIn(username, PASSWORD);
    const cookie = cookieOf(answer, 'tallenne_access');
    const signedIn = bearer(String(answer.body.accessToken));
    expect((await call('GET', '/me', undefined, { cookie })).status).toBe(200);
    const ended = await call('DELETE', '/sessions/current', undefined, signedIn);
    expect(ended.status).toBe(204);
    expect(ended.cookies.map(line => line.split(';')[0])).toEqual(['tallenne_access=', 'tallenne_refresh=']);
    for (const headers of [signedIn, { cookie }]) {
      expect(await call('GET', '/me', undefined, headers)).toMatchObject({
        status: 401,
        body: { code: 'not-signed-in' },
      });
    }
    const renewal = { cookie: cookieOf(answer, 'tallenne_refresh'), 'sec-fetch-site': 'same-origin' };
    expect((await call('POST', '/sessions/renewal', undefined, renewal)).status).toBe(401);
    expect((await events('session.ended')).at(-1)).toMatchObject({ facts: { because: 'signed-out' } });
  });

  it('lists and ends the sessions of oneself only', async () => {
    const [mine, other] = [await person(), await person()];
    const [first, second] = [await tokenOf(mine.username), await tokenOf(mine.username)];
    const foreign = await tokenOf(other.username);
    const items = async (token: string) =>
      (await call('GET', '/sessions', undefined, bearer(token))).body.items as { id: string; current: boolean }[];
    const [current, before] = await items(second);
    expect([current?.current, before?.current]).toEqual([true, false]);
    expect((await call('DELETE', `/sessions/${before?.id}`, undefined, bearer(foreign))).status).toBe(404);
    expect((await call('GET', '/me', undefined, bearer(first))).status).toBe(200);
    expect((await call('DELETE', `/sessions/${before?.id}`, undefined, bearer(second))).status).toBe(204);
    expect((await call('GET', '/me', undefined, bearer(first))).status).toBe(401);
    expect((await call('DELETE', `/sessions/${before?.id}`, undefined, bearer(second))).status).toBe(404);
    expect(await items(second)).toHaveLength(1);
  });

  it('is over after 60 minutes without a request, and each request begins them anew', async () => {
    const { username } = await person();
    const answer = await signIn(username, PASSWORD);
    let refresh = cookieOf(answer, 'tallenne_refresh');
    for (let n = 0; n < 3; n += 1) {
      server.clock.advance(50 * MINUTE_MS);
      const renewed = await renew(refresh);
      expect(renewed.status).toBe(200);
      refresh = cookieOf(renewed, 'tallenne_refresh');
      expect((await call('GET', '/me', undefined, bearer(String(renewed.body.accessToken)))).status).toBe(200);
    }
    server.clock.advance(60 * MINUTE_MS);
    expect((await renew(refresh)).status).toBe(401);
  });

  it('does not live longer for a page that asks again and again while nobody touches it', async () => {
    const { username } = await person();
    let answer = await signIn(username, PASSWORD);
    const looks = () =>
      call('GET', '/me', undefined, {
        ...bearer(String(answer.body.accessToken)),
        'x-tallenne-unattended': 'true',
      });
    for (let n = 0; n < 5; n += 1) {
      server.clock.advance(11 * MINUTE_MS);
      answer = await renew(cookieOf(answer, 'tallenne_refresh'));
      expect((await looks()).status).toBe(200);
    }
    server.clock.advance(5 * MINUTE_MS);
    expect((await looks()).status).toBe(401);
  });

  it('does not live longer for being renewed without being used', async () => {
    const { username } = await person();
    let answer = await signIn(username, PASSWORD);
    for (let n = 0; n < 4; n += 1) {
      server.clock.advance(14 * MINUTE_MS);
      answer = await renew(cookieOf(answer, 'tallenne_refresh'));
      expect(answer.status).toBe(200);
    }
    server.clock.advance(4 * MINUTE_MS);
    await expectRefused([String(answer.body.accessToken)]);
    expect((await renew(cookieOf(answer, 'tallenne_refresh'))).status).toBe(401);
  });

  it('is over after 12 hours, however busy, and is written down as ended', async () => {
    const { username, id } = await person();
    let answer = await signIn(username, PASSWORD);
    const idle = await signIn(username, PASSWORD);
    expect(idle.status).toBe(201);
    for (const minutes of [...Array<number>(14).fill(50), 10]) {
      server.clock.advance(minutes * MINUTE_MS);
      answer = await renew(cookieOf(answer, 'tallenne_refresh'));
      await expectTaken(String(answer.body.accessToken));
    }
    server.clock.advance(10 * MINUTE_MS);
    await expectRefused([String(answer.body.accessToken)]);
    expect((await renew(cookieOf(answer, 'tallenne_refresh'))).status).toBe(401);
    const job = server.app.get(EndExpiredSessions);
    await Promise.all([job.execute(), job.execute()]);
    const ends = (await events('session.ended', id)).map(event => (event['facts'] as { because: string }).because);
    expect(ends.sort()).toEqual(['idle', 'too-old']);
    expect(await job.execute()).toBe(0);
  });

  it('ends at the next request after the person was deactivated', async () => {
    const { id, username } = await person();
    const answer = await signIn(username, PASSWORD);
    const signedIn = bearer(String(answer.body.accessToken));
    expect((await call('GET', '/me', undefined, signedIn)).status).toBe(200);
    const reason = 'Siirtyi muualle';
    expect((await call('POST', `/staff/${id}/deactivation`, { reason }, await admin())).status).toBe(204);
    expect((await call('GET', '/me', undefined, signedIn)).status).toBe(401);
    expect((await renew(cookieOf(answer, 'tallenne_refresh'))).status).toBe(401);
    expect((await signIn(username, PASSWORD)).status).toBe(401);
    const [deactivated] = await events('staff.deactivated', id);
    expect(JSON.stringify(deactivated)).not.toContain(reason);
    expect(deactivated?.['commitments']).toHaveProperty('reason');
    expect((await events('session.ended', id)).at(-1)).toMatchObject({ facts: { because: 'deactivated' } });
  });
});

describe('access token', () => {
  it('is refused while its person is not active, even when a session was left open', async () => {
    const { id, username } = await person();
    const answer = await signIn(username, PASSWORD);
    const text = `update staff set status = 'deactivated' where id = $1`;
    await server.app.get(Database).query({ name: 'test-deactivate', text }, [id]);
    await expectRefused([String(answer.body.accessToken)]);
    expect((await renew(cookieOf(answer, 'tallenne_refresh'))).status).toBe(401);
  });

  it('is refused 15 minutes after it was made, by our clock', async () => {
    const token = bearer(await tokenOf((await person()).username));
    server.clock.advance(15 * MINUTE_MS - 1000);
    expect((await call('GET', '/me', undefined, token)).status).toBe(200);
    server.clock.advance(1000);
    expect(await call('GET', '/me', undefined, token)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  });

  it('is refused when it names no algorithm, or is signed with another secret', async () => {
    const token = await tokenOf((await person()).username);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const none = encode({ alg: 'none', typ: 'JWT' });
    const later = encode({ ...claicpuMsOf(token), exp: 9_999_999_999 });
    const forged = [
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${header}.${later}.${signature}`,
      'not-a-token',
    ];
    await expectRefused([...forged, signed('HS256', claicpuMsOf(token), 'another secret')]);
    await expectTaken(token);
  });

  it('is refused when it is signed with our secret but is not one that we make', async () => {
    const token = await tokenOf((await person()).username);
    const { id: other } = await person();
    const key = server.app.get(TokenKeys).accessToken;
    const claims = claicpuMsOf(token);
    await expectTaken(signed('HS256', claims, key));
    await expectRefused([
      signed('HS512', claims, key),
      signed('HS256', { ...claims, aud: 'another' }, key),
      signed('HS256', { ...claims, iss: 'another' }, key),
      signed('HS256', { ...claims, sub: other }, key),
      signed('HS256', { ...claims, sid: other }, key),
      signed('HS256', { ...claims, sid: 'x' }, key),
      signed('HS256', { ...claims, exp: undefined }, key),
    ]);
  });

  it('is asked for by every route that is not open to anyone', async () => {
    for (const path of ['/me', '/sessions', '/staff', '/service-accounts', '/audit/events']) {
      expect([path, (await call('GET', path)).status]).toEqual([path, 401]);
    }
  });
});

describe('refresh token', () => {
  it('is replaced when it is used, and the one before it works for ten seconds more', async () => {
    const first = cookieOf(await signIn((await person()).username, PASSWORD), 'tallenne_refresh');
    const renewed = await renew(first);
    expect(renewed).toMatchObject({ status: 200, body: { mustChangePassword: false } });
    const second = cookieOf(renewed, 'tallenne_refresh');
    expect(second).not.toBe(first);
    server.clock.advance(10_000);
    const again = await renew(first);
    expect(again.status).toBe(200);
    expect(cookieOf(again, 'tallenne_refresh')).toBe('');
    expect((await renew(second)).status).toBe(200);
  });

  it('renews once when two tabs ask at the same time', async () => {
    const first = cookieOf(await signIn((await person()).username, PASSWORD), 'tallenne_refresh');
    const answers = await Promise.all([renew(first), renew(first), renew(first)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.filter(answer => cookieOf(answer, 'tallenne_refresh') !== '')).toHaveLength(1);
  });

  it('ends the session when it is used again later, also after many rotations', async () => {
    const { id, username } = await person();
    const stolen = cookieOf(await signIn(username, PASSWORD), 'tallenne_refresh');
    let answer = await renew(stolen);
    for (let n = 0; n < 3; n += 1) answer = await renew(cookieOf(answer, 'tallenne_refresh'));
    const signedIn = bearer(String(answer.body.accessToken));
    expect((await call('GET', '/me', undefined, signedIn)).status).toBe(200);
    server.clock.advance(11_000);
    expect((await renew(stolen)).status).toBe(401);
    expect((await call('GET', '/me', undefined, signedIn)).status).toBe(401);
    expect((await renew(cookieOf(answer, 'tallenne_refresh'))).status).toBe(401);
    expect(await events('session.reuse-detected', id)).toHaveLength(1);
  });

  it('is refused when it is missing, damaged or of no session', async () => {
    const strange = `tallenne_refresh=${'a'.repeat(43)}.${'b'.repeat(43)}`;
    for (const cookie of ['tallenne_refresh=', 'tallenne_refresh=x.y', strange]) {
      expect(await renew(cookie)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    }
    expect((await call('POST', '/sessions/renewal')).status).toBe(401);
  });
});

describe('a change asked for with cookies', () => {
  it('is refused from another site and taken from ours; a bearer is free of that', async () => {
    const { username } = await person();
    const answer = await signIn(username, PASSWORD);
    const cookie = `${cookieOf(answer, 'tallenne_access')}; ${cookieOf(answer, 'tallenne_refresh')}`;
    const refused = { status: 403, body: { code: 'cross-origin' } };
    for (const from of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      {},
    ]) {
      expect(await call('POST', '/sessions/renewal', undefined, { cookie, ...from })).toMatchObject(refused);
      expect(await call('DELETE', '/sessions/current', undefined, { cookie, ...from })).toMatchObject(refused);
    }
    expect((await call('GET', '/me', undefined, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(200);
    expect((await call('POST', '/sessions/renewal', undefined, { cookie, origin: server.url })).status).toBe(200);
    const foreign = { ...bearer(String(answer.body.accessToken)), cookie, origin: 'https://evil.example' };
    expect((await call('DELETE', '/sessions/current', undefined, foreign)).status).toBe(204);
  });
});

describe('password', () => {
  it('that was given once opens only its own change', async () => {
    const directory = server.app.get(StaffDirectory);
    const draft = { username: `kerta.${(people += 1)}`, displayName: 'Kerta Testi', unit: '', title: '' };
    const { password } = await server.app
      .get(Database)
      .transaction(em => directory.createWithOneTimePassword(em, draft));
    const answer = await signIn(draft.username, password);
    expect(answer.body.mustChangePassword).toBe(true);
    const once = bearer(String(answer.body.accessToken));
    const held = { status: 403, body: { code: 'password-change-required' } };
    expect(await call('GET', '/sessions', undefined, once)).toMatchObject(held);
    expect(await call('GET', '/staff', undefined, once)).toMatchObject(held);
    expect(await call('GET', '/me', undefined, once)).toMatchObject({
      status: 200,
      body: { mustChangePassword: true },
    });
    const change = { currentPassword: password, newPassword: PASSWORD };
    expect((await call('POST', '/me/password', change, once)).status).toBe(204);
    expect((await call('GET', '/sessions', undefined, once)).status).toBe(200);
  });

  it('is changed with the current one only, and ends the other sessions', async () => {
    const { username, id } = await person();
    const [other, mine] = [bearer(await tokenOf(username)), bearer(await tokenOf(username))];
    const change = (currentPassword: string, newPassword: string) =>
      call('POST', '/me/password', { currentPassword, newPassword }, mine);
    expect(await change(WRONG, 'pitkä ja uusi sana')).toMatchObject({ status: 403, body: { code: 'wrong-password' } });
    expect(await change(PASSWORD, 'lyhyt')).toMatchObject({
      status: 400,
      body: { code: 'password-refused', fault: 'too-short' },
    });
    expect(await change(PASSWORD, PASSWORD)).toMatchObject({ status: 400, body: { fault: 'same-as-before' } });
    expect((await call('GET', '/me', undefined, other)).status).toBe(200);
    expect((await change(PASSWORD, 'pitkä ja uusi sana')).status).toBe(204);
    expect((await call('GET', '/me', undefined, mine)).status).toBe(200);
    expect((await call('GET', '/me', undefined, other)).status).toBe(401);
    expect((await signIn(username, PASSWORD)).status).toBe(401);
    await tokenOf(username, 'pitkä ja uusi sana');
    expect([(await events('password.changed', id)).length, (await events('password.refused', id)).length]).toEqual([
      1, 1,
    ]);
  });

  it('cannot be guessed through its change any faster than through the sign-in', async () => {
    const { username } = await person();
    const mine = bearer(await tokenOf(username));
    const change = { currentPassword: WRONG, newPassword: 'pitkä ja uusi sana' };
    for (let n = 0; n < 5; n += 1) expect((await call('POST', '/me/password', change, mine)).status).toBe(403);
    expect((await call('POST', '/me/password', change, mine)).status).toBe(429);
  });

  it('is not set for anybody outside the demo', async () => {
    const [database, clock] = [server.app.get(Database), server.app.get(Clock)];
    const [createStaff, endSessions] = [server.app.get(CreateStaff), server.app.get(EndSessions)];
    const directory = new StaffDirectory(database, clock, readConfig({}, { demo: false }), createStaff, endSessions);
    const draft = { username: 'tunnettu', displayName: 'Tunnettu', unit: '', title: '' };
    const work = database.transaction(em => directory.createWithPassword(em, draft, PASSWORD));
    await expect(work).rejects.toThrow('demo');
  });
});

describe('staff', () => {
  it('are listed by name in pages whose cursor does not carry one, and searched for in the body', async () => {
    const added = [await person(), await person(), await person()];
    const by = await admin();
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await call('GET', `/staff?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, undefined, by);
      seen.push(...(body.items as { displayName: string }[]).map(({ displayName }) => displayName));
      cursor = (body.nextCursor as string | null) ?? '';
      expect(Buffer.from(cursor, 'base64url').toString()).not.toContain('Testi');
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(4);
    const found = await call('POST', '/staff/searches', { name: added[0]?.username }, by);
    expect((found.body.items as { id: string }[]).map(({ id }) => id)).toContain(added[0]?.id);
    expect((await call('POST', '/staff/searches', { name: '%' }, by)).body.items).toEqual([]);
    expect(await call('GET', '/staff?cursor=x', undefined, by)).toMatchObject({
      status: 400,
      body: { code: 'invalid-cursor' },
    });
  });

  it('have a user name, an extension and a directory id that nobody else has', async () => {
    const by = await admin();
    const draft = (changes: object) => ({ displayName: 'Kaksi Testi', unit: 'Y', title: 'T', ...changes });
    const taken = { username: 'kaksi', extension: '7401', directoryId: 'kaksi-guid' };
    const { body } = await call('POST', '/staff', draft(taken), by);
    for (const changes of [
      { ...taken, username: 'KAKSI' },
      { ...taken, username: 'b' },
      { username: 'c', directoryId: 'kaksi-guid' },
    ]) {
      expect(await call('POST', '/staff', draft(changes), by)).toMatchObject({
        status: 409,
        body: { code: 'staff-exists' },
      });
    }
    const directory = server.app.get(StaffDirectory);
    for (const key of [{ username: 'Kaksi' }, { extension: '7401' }, { directoryId: 'kaksi-guid' }]) {
      expect(await directory.findAgent(key)).toEqual({ id: body.id, displayName: 'Kaksi Testi' });
    }
    await call('POST', `/staff/${String(body.id)}/deactivation`, { reason: 'left' }, by);
    expect(await directory.findAgent({ extension: '7401' })).toBeNull();
    expect(await directory.findAgent({ username: 'kaksi' })).not.toBeNull();
    expect(await directory.find(String(body.id))).toBeNull();
  });

  it('do not deactivate themselves, and not who does not exist', async () => {
    const by = await admin();
    const { body } = await call('GET', '/me', undefined, by);
    const oneself = await call('POST', `/staff/${String(body.id)}/deactivation`, { reason: 'x' }, by);
    expect(oneself).toMatchObject({ status: 403, body: { code: 'not-oneself' } });
    const shouted = `/staff/${String(body.id).toUpperCase()}/deactivation`;
    expect((await call('POST', shouted, { reason: 'x' }, by)).status).not.toBe(204);
    expect((await call('GET', '/me', undefined, by)).status).toBe(200);
    const nobody = '00000000-0000-7000-8000-000000000000';
    expect((await call('POST', `/staff/${nobody}/deactivation`, { reason: 'x' }, by)).status).toBe(404);
  });
});

describe('two servers in one process', () => {
  it('know their own people only, and mark cookies Secure where browsers come by https', async () => {
    const { username } = await person();
    const mine = await tokenOf(username);
    const another = await startTestServer({
      at: server.clock.now(),
      env: { TALLENNE_PUBLIC_ORIGIN: 'https://t.example.org' },
    });
    try {
      await expectTaken(mine);
      const { token } = await another.as('maija.malli');
      await expectRefused([token]);
      const foreign = await another.anonymous().request('GET', '/me', undefined, bearer(mine));
      expect(foreign.status).toBe(401);
      const draft = { username: 'maija.malli', password: DEMO_PASSWORD };
      const answer = await another.anonymous().request('POST', '/sessions', draft, { origin: 'https://t.example.org' });
      expect(answer.headers.getSetCookie()).toHaveLength(2);
      for (const line of answer.headers.getSetCookie()) expect(line).toMatch(/; Secure(;|$)/);
    } finally {
      await another.stop();
    }
    await expectTaken(mine);
  });
});

describe('service account', () => {
  const create = async (name: string, expiresOn: string) =>
    call('POST', '/service-accounts', { name, expiresOn }, await admin());
  const today = () => helsinkiDay(server.clock.now());

  it('is known by its token until it is revoked, and the token is never shown again', async () => {
    const created = await create('pbx-1', today());
    expect(created.status).toBe(201);
    const token = String(created.body.token);
    expect(token).toMatch(/^tlnsvc_[A-Za-z0-9_-]{43}$/);
    const machine = bearer(token);
    expect(await call('GET', '/sessions', undefined, machine)).toMatchObject({ status: 200, body: { items: [] } });
    expect(await call('GET', '/staff', undefined, machine)).toMatchObject({ status: 403 });
    const list = await call('GET', '/service-accounts', undefined, await admin());
    expect(JSON.stringify(list.body)).not.toContain(token.slice(7));
    expect(list.body.items).toContainEqual(
      expect.objectContaining({ name: 'pbx-1', lastUsedAt: server.clock.now().toISOString() }),
    );
    const path = `/service-accounts/${String(created.body.id)}/revocation`;
    expect((await call('POST', path, { reason: 'replaced' }, await admin())).status).toBe(200);
    expect(await call('GET', '/sessions', undefined, machine)).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
    expect((await call('GET', '/sessions', undefined, { cookie: `tallenne_access=${token}` })).status).toBe(401);
  });

  it('works to the end of its last day in Helsinki', async () => {
    const midnight = startOfDay(addDays(today(), 1));
    const token = String((await create('pbx-2', today())).body.token);
    server.clock.moveTo(new Date(midnight.getTime() - 1));
    expect((await call('GET', '/sessions', undefined, bearer(token))).status).toBe(200);
    server.clock.moveTo(midnight);
    expect((await call('GET', '/sessions', undefined, bearer(token))).status).toBe(401);
  });

  it('has a name of its own and a last day that is neither past nor far away', async () => {
    expect((await create('pbx-3', today())).status).toBe(201);
    expect(await create('pbx-3', today())).toMatchObject({ status: 409, body: { code: 'name-taken' } });
    for (const day of ['2020-01-01', '2040-01-01']) {
      expect(await create('pbx-4', day)).toMatchObject({ status: 422, body: { code: 'expiry-out-of-range' } });
    }
  });
});

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function claicpuMsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>; // ours
}

function signed(alg: 'HS256' | 'HS512', claims: object, key: string | Buffer): string {
  const content = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${createHmac(alg === 'HS256' ? 'sha256' : 'sha512', key)
    .update(content)
    .digest('base64url')}`;
}

async function expectTaken(token: string): Promise<void> {
  expect((await call('GET', '/me', undefined, bearer(token))).status).toBe(200);
}

async function expectRefused(tokens: readonly string[]): Promise<void> {
  for (const token of tokens) {
    for (const headers of [bearer(token), { cookie: `tallenne_access=${token}` }]) {
      expect([token, (await call('GET', '/me', undefined, headers)).status]).toEqual([token, 401]);
    }
  }
}

function renew(refreshCookie: string): Promise<Answer> {
  return call('POST', '/sessions/renewal', undefined, { cookie: refreshCookie, 'sec-fetch-site': 'same-origin' });
}

/** Processor time of this process, in which the server runs: other work on the machine does not count. */
async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
