import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Replays } from '../../src/audit/index.js';
import { Database } from '../../src/platform/database/index.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { checkCustody } from '../custody/check-custody.js';
import type { SoftwareAuthenticator } from '../support/authenticator.js';
import { type Tampering } from '../support/authenticator.js';
import type { Answer, Client } from '../support/client.js';
import { eventsDuring, loggedEvents, type LoggedEvent } from '../support/log.js';
import { addPerson } from '../support/people.js';
import { authenticatorAt, registerPasskey, showPasskey, stepUp } from '../support/second-factor.js';
import { startTestServer, type TestServer } from '../support/server.js';

const MINUTE_MS = 60_000;

type Asked = Parameters<SoftwareAuthenticator['get']>[0];

describe('second factor', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer({ secondFactor: true });
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  /** Failures from this one address would add up over the tests; a day later they are forgotten. */
  beforeEach(() => {
    server.clock.advance(25 * 60 * MINUTE_MS);
  });

  function signIn(username: string, more: object = {}): Promise<Answer> {
    return server.anonymous().post('/sessions', { username, password: DEMO_PASSWORD, ...more });
  }

  /** Somebody with a passkey, signed in with it a moment ago. */
  async function somebody(): Promise<{
    id: string;
    username: string;
    client: Client;
    authenticator: SoftwareAuthenticator;
  }> {
    const { id, username } = await addPerson(server);
    const client = await server.as(username);
    const authenticator = server.authenticators.get(username);
    if (!authenticator) throw new Error('the person has no passkey');
    return { id, username, client, authenticator };
  }

  /** What is answered to a passkey that is shown otherwise than it should be. */
  async function shownWith(
    username: string,
    authenticator: SoftwareAuthenticator,
    tampering: Tampering,
  ): Promise<Answer> {
    const { body } = await signIn(username);
    const passkey = authenticator.get(body.passkey as Asked, tampering);
    return server.anonymous().post('/sessions/second-factor', { challenge: body.challenge, passkey });
  }

  async function codesOf(client: Client): Promise<string[]> {
    const { body, status } = await client.post('/me/recovery-codes');
    expect(status).toBe(201);
    return body.codes as string[];
  }

  describe('of somebody who has none yet', () => {
    it('opens nothing but its set-up, signing out and who one is', async () => {
      const { username } = await addPerson(server, { grants: [{ role: 'auditor' }] });
      const { body, status } = await signIn(username);
      expect([status, body.lacks]).toEqual([201, 'second-factor']);
      const client = server.anonymous().keep({ status, body, headers: new Headers(), bytes: Buffer.alloc(0) });
      expect((await client.get('/me')).body).toMatchObject({ lacks: 'second-factor', secondFactor: 'required' });
      const shut = [
        ...[client.get('/sessions'), client.get('/audit/events'), client.get('/me/passkeys')],
        ...[client.post('/me/recovery-codes'), client.post('/me/password', {}), client.post('/me/undertaking', {})],
        ...[client.post('/sessions/current/step-up/challenges'), client.get('/recordings')],
      ];
      for (const answer of await Promise.all(shut)) {
        expect([answer.status, answer.body.code]).toEqual([403, 'second-factor-setup-required']);
      }
      expect((await client.delete('/sessions/current')).status).toBe(204);
    });

    it('is set up with a passkey, after which the session opens everything', async () => {
      const { username } = await addPerson(server);
      const client = await server.anonymous().signIn(username, DEMO_PASSWORD);
      const events = await eventsDuring(server, () => registerPasskey(client, authenticatorAt(server.url)));
      expect((await client.get('/me')).body).toMatchObject({ lacks: null });
      expect((await client.get('/sessions')).status).toBe(200);
      expect(events.map(({ action, facts }) => [action, facts])).toEqual([
        ['second-factor.registered', { deviceType: 'singleDevice', backedUp: false, isFirst: true }],
      ]);
    });

    it('is set up within 15 minutes of the sign-in only', async () => {
      const { username } = await addPerson(server);
      const client = await server.anonymous().signIn(username, DEMO_PASSWORD);
      server.clock.advance(10 * MINUTE_MS);
      const asked = await client.post('/me/passkeys/challenges');
      expect(asked.status).toBe(201);
      server.clock.advance(5 * MINUTE_MS + 1);
      await client.renew();
      expect((await client.post('/me/passkeys/challenges')).body.code).toBe('sign-in-again');
      const passkey = authenticatorAt(server.url).create(asked.body as unknown as Asked);
      const late = await client.post('/me/passkeys', { challenge: asked.body.challenge, name: 'Testi', passkey });
      expect([late.status, late.body.code]).toEqual([403, 'sign-in-again']);
    });

    it('is registered for our origin, by a verified person, for the challenge of this session, and once', async () => {
      const { username } = await addPerson(server);
      const client = await server.anonymous().signIn(username, DEMO_PASSWORD);
      const other = await server.anonymous().signIn((await addPerson(server)).username, DEMO_PASSWORD);
      const foreign = (await other.post('/me/passkeys/challenges')).body as unknown as Asked;
      const authenticator = authenticatorAt(server.url);
      const tries: [Tampering, string | undefined, string][] = [
        [{ origin: 'https://evil.example.net' }, undefined, 'passkey-refused'],
        [{ rpId: 'example.net' }, undefined, 'passkey-refused'],
        [{ userVerified: false }, undefined, 'passkey-refused'],
        [{ challenge: foreign.challenge }, undefined, 'passkey-refused'],
        [{ challenge: foreign.challenge }, foreign.challenge, 'second-factor-expired'],
      ];
      for (const [tampering, challenge, code] of tries) {
        const { body } = await client.post('/me/passkeys/challenges');
        const passkey = authenticator.create(body as unknown as Asked, tampering);
        const draft = { challenge: challenge ?? body.challenge, name: 'Testi', passkey };
        expect([tampering, (await client.post('/me/passkeys', draft)).body.code]).toEqual([tampering, code]);
      }
      await registerPasskey(client, authenticator);
      const again = await other.post('/me/passkeys/challenges');
      const passkey = authenticator.create(again.body as unknown as Asked);
      const taken = await other.post('/me/passkeys', { challenge: again.body.challenge, name: 'Testi', passkey });
      expect([taken.status, taken.body.code]).toEqual([422, 'passkey-refused']);
      const reasons = (await loggedEvents(server, 'second-factor.refused')).slice(-6).map(({ reason }) => reason);
      expect(reasons).toEqual([...Array<string>(4).fill('not-verified'), 'no-such-challenge', 'known-already']);
    });
  });

  describe('at a sign-in', () => {
    it('is asked for after the right password alone, and a session begins only with it', async () => {
      const { id, username, authenticator } = await somebody();
      const wrong = await server.anonymous().post('/sessions', { username, password: 'tuuli kävi päivällä' });
      expect(wrong.body).toMatchObject({ code: 'sign-in-refused' });
      expect(wrong.body.challenge).toBeUndefined();
      const asked = await signIn(username);
      expect(asked).toMatchObject({
        status: 401,
        body: {
          code: 'second-factor-required',
          methods: ['passkey'],
          passkey: { rpId: 'localhost', userVerification: 'required', allowCredentials: [{ type: 'public-key' }] },
        },
      });
      expect(asked.headers.getSetCookie()).toEqual([]);
      const events = await eventsDuring(server, async () => {
        expect((await showPasskey(server.anonymous(), asked, authenticator)).body).toMatchObject({
          lacks: null,
          staff: { id },
        });
      });
      expect(events.map(({ action, facts }) => [action, facts])).toEqual([
        ['second-factor.passed', { method: 'passkey', for: 'sign-in' }],
        ['session.started', { mustChangePassword: false, secondFactorShown: true }],
      ]);
    });

    it('refuses what was signed elsewhere, for another, without the person, or by a copy of the passkey', async () => {
      const { username, authenticator } = await somebody();
      await shownWith(username, authenticator, {});
      const tries: [Tampering, string][] = [
        [{ origin: 'https://evil.example.net' }, 'not-verified'],
        [{ origin: 'http://localhost:1' }, 'not-verified'],
        [{ rpId: 'example.net' }, 'not-verified'],
        [{ userVerified: false }, 'not-verified'],
        [{ challenge: Buffer.alloc(32, 7).toString('base64url') }, 'not-verified'],
        [{ userHandle: Buffer.alloc(16, 7).toString('base64url') }, 'not-verified'],
        [{ counter: authenticator.counter }, 'counter-went-back'],
        [{ counter: 0 }, 'counter-went-back'],
      ];
      for (const [tampering, reason] of tries) {
        server.clock.advance(25 * 60 * MINUTE_MS);
        const events = await eventsDuring(server, async () => {
          const { status, body } = await shownWith(username, authenticator, tampering);
          expect([tampering, status, body.code]).toEqual([tampering, 401, 'second-factor-refused']);
        });
        expect(events).toMatchObject([{ action: 'second-factor.refused', reason, facts: { for: 'sign-in' } }]);
      }
      expect((await shownWith(username, authenticator, {})).status).toBe(201);
    });

    it('refuses another person’s passkey, and a challenge that was made for another', async () => {
      const [one, other] = [await somebody(), await somebody()];
      expect((await shownWith(one.username, other.authenticator, {})).body.code).toBe('second-factor-refused');
      const [asked, foreign] = [await signIn(one.username), await signIn(other.username)];
      const passkey = one.authenticator.get(asked.body.passkey as Asked, {
        challenge: String(foreign.body.challenge),
      });
      const answer = await server
        .anonymous()
        .post('/sessions/second-factor', { challenge: foreign.body.challenge, passkey });
      expect([answer.status, answer.body.code]).toEqual([401, 'second-factor-refused']);
    });

    it('refuses an answer that was given already, one that comes too late, and one to nothing', async () => {
      const { username, authenticator } = await somebody();
      const { body } = await signIn(username);
      const passkey = authenticator.get(body.passkey as Asked);
      const answer = { challenge: body.challenge, passkey };
      expect((await server.anonymous().post('/sessions/second-factor', answer)).status).toBe(201);
      const replayed = await server.anonymous().post('/sessions/second-factor', answer);
      expect([replayed.status, replayed.body.code]).toEqual([401, 'second-factor-expired']);

      const { body: slow } = await signIn(username);
      const late = { challenge: slow.challenge, passkey: authenticator.get(slow.passkey as Asked) };
      server.clock.advance(5 * MINUTE_MS);
      expect((await server.anonymous().post('/sessions/second-factor', late)).body.code).toBe('second-factor-expired');
      const invented = { ...answer, challenge: 'A'.repeat(43) };
      expect((await server.anonymous().post('/sessions/second-factor', invented)).body.code).toBe(
        'second-factor-expired',
      );
    });

    it('takes one of two answers that come at once', async () => {
      const { username, authenticator } = await somebody();
      const { body } = await signIn(username);
      // One that does not count: only the challenge tells the answers apart.
      const passkey = authenticator.get(body.passkey as Asked, { counter: 0 });
      const answer = { challenge: body.challenge, passkey };
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => server.anonymous().post('/sessions/second-factor', answer)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
    });

    it('makes wait after five failures, which a right password does not clear', async () => {
      const { username, client } = await somebody();
      await codesOf(client);
      for (let failure = 1; failure <= 5; failure += 1) {
        const answer = await signIn(username, { code: `00000-00000-00000-0000${failure}` });
        expect([answer.status, answer.body.code]).toEqual([401, 'second-factor-refused']);
      }
      const { status, body } = await signIn(username, { code: '00000-00000-00000-00006' });
      expect([status, body.code]).toEqual([429, 'sign-in-throttled']);
    });

    it('is not completed by somebody deactivated, or whose password changed, since it was begun', async () => {
      const [left, changed] = [await somebody(), await somebody()];
      const admin = await server.as('yrjo.yllapito');
      const answers: Answer[] = [];
      for (const { username, authenticator, id, client } of [left, changed]) {
        const { body } = await signIn(username);
        if (username === left.username) await admin.post(`/staff/${id}/deactivation`, { reason: 'left' });
        else {
          const change = { currentPassword: DEMO_PASSWORD, newPassword: 'tuuli kävi yöllä' };
          expect((await client.post('/me/password', change)).status).toBe(204);
        }
        const passkey = authenticator.get(body.passkey as Asked);
        answers.push(await server.anonymous().post('/sessions/second-factor', { challenge: body.challenge, passkey }));
      }
      expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    });
  });

  describe('recovery codes', () => {
    it('open a sign-in each once, however they are typed, and the log counts what remains', async () => {
      const { username, client } = await somebody();
      const codes = await codesOf(client);
      expect(new Set(codes).size).toBe(10);
      expect((await client.get('/me/recovery-codes')).body).toMatchObject({ remaining: 10 });
      const [first = '', second = ''] = codes;
      expect((await signIn(username, { code: first.toLowerCase().replaceAll('-', ' ') })).status).toBe(201);
      const used = await signIn(username, { code: first });
      expect([used.status, used.body.code]).toEqual([401, 'second-factor-refused']);

      const { body: asked } = await signIn(username);
      expect(asked.methods).toEqual(['passkey', 'recovery-code']);
      const [mistyped, right] = [`${second.slice(0, -1)}${second.endsWith('0') ? '1' : '0'}`, second];
      const show = (code: string) =>
        server.anonymous().post('/sessions/second-factor', { challenge: asked.challenge, code });
      expect((await show(mistyped)).body.code).toBe('second-factor-refused');
      expect((await show(right)).status).toBe(201);
      const passed = await loggedEvents(server, 'second-factor.passed');
      expect(passed.slice(-2).map(({ facts }) => facts)).toEqual([
        { method: 'recovery-code', for: 'sign-in', remaining: 9 },
        { method: 'recovery-code', for: 'sign-in', remaining: 8 },
      ]);
      expect(JSON.stringify(await loggedEvents(server))).not.toContain(first);
    });

    it('are void once new ones are made, and another person’s never work', async () => {
      const [one, other] = [await somebody(), await somebody()];
      const [[old = ''], [foreign = '']] = [await codesOf(one.client), await codesOf(other.client)];
      const events = await eventsDuring(server, () => codesOf(one.client));
      expect(events).toMatchObject([{ action: 'recovery-codes.created', facts: { codes: 10, voided: 10 } }]);
      expect((await signIn(one.username, { code: old })).status).toBe(401);
      expect((await signIn(one.username, { code: foreign })).status).toBe(401);
    });

    it('are kept as hashes that open nothing for another, even in the person’s own row', async () => {
      const [one, other] = [await somebody(), await somebody()];
      const [code = ''] = await codesOf(one.client);
      await codesOf(other.client);
      await server.sql(`update recovery_code set staff_id = $1 where staff_id = $2`, [other.id, one.id]);
      expect((await signIn(other.username, { code })).status).toBe(401);
    });

    it('need a second factor that was shown just now', async () => {
      const { client } = await somebody();
      server.clock.advance(5 * MINUTE_MS + 1);
      expect((await client.post('/me/recovery-codes')).body.code).toBe('step-up-required');
    });
  });

  describe('passkeys of one’s own', () => {
    it('are seen, named and removed by their person alone', async () => {
      const [{ client, authenticator, id }, curious] = [await somebody(), await somebody()];
      const admin = await server.as('yrjo.yllapito');
      await registerPasskey(client, authenticatorAt(server.url), 'Varalla');
      const { items } = (await client.get('/me/passkeys')).body as { items: { id: string; name: string }[] };
      expect(items.map(({ name }) => name)).toEqual(['Testi', 'Varalla']);
      const [first, spare] = items.map(item => item.id);
      for (const other of [curious.client, admin]) {
        expect(JSON.stringify((await other.get('/me/passkeys')).body)).not.toContain(spare);
        expect((await other.patch(`/me/passkeys/${spare}`, { name: 'Minun' })).status).toBe(404);
        expect((await other.delete(`/me/passkeys/${spare}`)).status).toBe(404);
        expect(JSON.stringify((await admin.get(`/staff/${id}`)).body)).not.toContain(authenticator.credentialId);
      }
      expect((await client.patch(`/me/passkeys/${spare}`, { name: 'Toinen' })).body).toMatchObject({ name: 'Toinen' });
      expect((await client.delete(`/me/passkeys/${first}`)).status).toBe(204);
      expect((await client.delete(`/me/passkeys/${spare}`)).body.code).toBe('last-passkey');
      expect((await client.delete(`/me/passkeys/${spare}`)).status).toBe(409);
    });

    it('end the other sessions of their person when one is added or removed', async () => {
      const { client, username } = await somebody();
      const other = await server.as(username);
      const spare = await registerPasskey(client, authenticatorAt(server.url));
      expect((await other.get('/me')).status).toBe(401);
      const third = await server.as(username);
      expect((await client.delete(`/me/passkeys/${spare}`)).status).toBe(204);
      expect((await third.get('/me')).status).toBe(401);
      expect((await client.get('/me')).status).toBe(200);
    });

    it('are added and removed only after the second factor was shown just now', async () => {
      const { client, authenticator } = await somebody();
      const spare = await registerPasskey(client, authenticatorAt(server.url));
      server.clock.advance(5 * MINUTE_MS + 1);
      expect((await client.post('/me/passkeys/challenges')).body.code).toBe('step-up-required');
      expect((await client.delete(`/me/passkeys/${spare}`)).body.code).toBe('step-up-required');
      await stepUp(client, authenticator);
      expect((await client.delete(`/me/passkeys/${spare}`)).status).toBe(204);
    });
  });

  describe('once more, for what leaves the house', () => {
    const wanted = { format: 'csv' };

    it('is needed for an export when five minutes have passed, and then for another five', async () => {
      const auditor = await server.as('aila.auditoija');
      expect((await auditor.post('/audit/exports', wanted)).status).toBe(200);
      server.clock.advance(5 * MINUTE_MS + 1);
      const refused = await auditor.post('/audit/exports', wanted);
      expect([refused.status, refused.body.code]).toEqual([403, 'step-up-required']);
      const events = await eventsDuring(server, () => stepUp(auditor, authenticatorOf('aila.auditoija')));
      expect(events).toMatchObject([
        { action: 'second-factor.passed', facts: { method: 'passkey', for: 'step-up' }, actor: { kind: 'staff' } },
      ]);
      expect((await auditor.post('/audit/exports', wanted)).status).toBe(200);
    });

    it('is refused with another session’s challenge, and with one of a sign-in', async () => {
      const [one, other] = [await server.as('aila.auditoija'), await server.as('aila.auditoija')];
      const authenticator = authenticatorOf('aila.auditoija');
      const { body: foreign } = await other.post('/sessions/current/step-up/challenges');
      const { body: begun } = await signIn('aila.auditoija');
      for (const { challenge, passkey } of [foreign, begun]) {
        const shown = { challenge, passkey: authenticator.get(passkey as Asked) };
        const answer = await one.post('/sessions/current/step-up', shown);
        expect([answer.status, answer.body.code]).toEqual([403, 'second-factor-expired']);
      }
    });

    it('may be a recovery code', async () => {
      const { client } = await somebody();
      const [code] = await codesOf(client);
      const { body } = await client.post('/sessions/current/step-up/challenges');
      const answer = await client.post('/sessions/current/step-up', { challenge: body.challenge, code });
      expect(answer.status).toBe(204);
    });
  });

  describe('after a restored backup', () => {
    /** Has the log bring about once more what it tells of, after the rows were put back. */
    async function replay(events: readonly LoggedEvent[]): Promise<void> {
      await server.app.get(Database).transaction(async em => {
        for (const event of events) {
          await server.app.get(Replays).of(event.action)?.(em, { ...event, at: new Date(event.at) });
        }
      });
    }

    it('keeps used and replaced codes and removed passkeys away', async () => {
      const { id, username, client } = await somebody();
      const lost = authenticatorAt(server.url);
      const lostId = await registerPasskey(client, lost);
      const [used = '', other = ''] = await codesOf(client);
      const backup = await server.sql<{ row: object }>('select to_jsonb(p) as row from passkey p where id = $1', [
        lostId,
      ]);
      const events = await eventsDuring(server, async () => {
        await signIn(username, { code: used });
        await client.delete(`/me/passkeys/${lostId}`);
      });
      await server.sql('insert into passkey select * from jsonb_populate_record(null::passkey, $1)', [backup[0]?.row]);
      await server.sql('update recovery_code set used_at = null where staff_id = $1', [id]);
      await replay(events);
      expect((await signIn(username, { code: used })).status).toBe(401);
      expect((await shownWith(username, lost, {})).status).toBe(401);
      expect((await signIn(username, { code: other })).status).toBe(201);
      await replay([...(await loggedEvents(server, 'recovery-codes.created'))].slice(-1));
      expect(await server.sql('select id from recovery_code where staff_id = $1', [id])).toEqual([]);
    });

    it('suspends the grants of somebody whose first passkey is lost with it', async () => {
      const { id, username } = await addPerson(server, { grants: [{ role: 'auditor' }] });
      const events = await eventsDuring(server, () => server.as(username));
      await replay(events.filter(({ action }) => action === 'second-factor.registered'));
      const rows = await server.sql<{ suspended: boolean }>('select suspended from access_grant where staff_id = $1', [
        id,
      ]);
      expect(rows).toEqual([{ suspended: true }]);
    });
  });

  function authenticatorOf(username: string): SoftwareAuthenticator {
    const authenticator = server.authenticators.get(username);
    if (!authenticator) throw new Error(`${username} has no passkey`);
    return authenticator;
  }
});

describe('the demo', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });

  afterAll(() => server.stop());

  it('does without a second factor, says so, and takes no passkeys', async () => {
    const auditor = await server.as('aila.auditoija');
    expect((await auditor.get('/me')).body).toMatchObject({ demo: true, secondFactor: 'off', lacks: null });
    expect((await auditor.post('/me/passkeys/challenges')).body.code).toBe('second-factor-off');
    server.clock.advance(10 * MINUTE_MS);
    expect((await auditor.post('/audit/exports', { format: 'csv' })).status).toBe(200);
  });
});
