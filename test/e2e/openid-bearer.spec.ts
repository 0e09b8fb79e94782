import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { checkCustody } from '../custody/check-custody.js';
import { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { startOpenIdStage, type OpenIdStage } from '../support/openid.js';
import { AUDIENCE } from '../support/openid-provider.js';
import { addPerson, type TestPerson } from '../support/people.js';

describe('access tokens of the identity provider', () => {
  let stage: OpenIdStage;
  let person: TestPerson;
  let serial = 0;

  beforeAll(async () => {
    stage = await startOpenIdStage();
    person = await addPerson(stage.server, { grants: [{ role: 'trainer', purposes: ['internal-training'] }] });
    await stage.link(person.id, 'maija');
  });

  beforeEach(() => {
    stage.server.clock.moveTo(new Date());
    stage.provider.isAway = false;
  });

  afterAll(async () => {
    await checkCustody(stage.server);
    await stage.stop();
  });

  it('let a linked person in, each with a session of its own that is begun once', async () => {
    const client = bearing(await token());
    const events = await eventsDuring(stage.server, async () => {
      const together = await Promise.all([client.get('/me'), client.get('/me'), client.get('/me')]);
      expect(together.map(({ status, body }) => [status, body.id])).toEqual(together.map(() => [200, person.id]));
    });
    expect(events.map(({ action, facts }) => [action, facts?.way])).toEqual([['session.started', 'bearer']]);
    expect((await bearing(await token()).get('/me')).status).toBe(200);
    expect((await client.get('/sessions')).body.items).toHaveLength(2);
  });

  it('are taken by their scope where the provider does not give them a type', async () => {
    expect(await statusFor(await token({}, { typ: 'JWT' }))).toBe(200);
  });

  describe('are refused, with the reason in the log and alike to the caller,', () => {
    const foreignIssuer = { iss: 'https://evil.example' };

    it.each<[string, string, () => Promise<string>]>([
      ['for another audience', 'openid-wrong-audience', () => token({ aud: 'https://another.example' })],
      ['of another issuer', 'openid-wrong-issuer', () => token(foreignIssuer)],
      ['after they have expired', 'openid-expired', () => token({ iat: now() - 3600, exp: now() - 60 })],
      ['before they are valid', 'openid-expired', () => token({ nbf: now() + 3600 })],
      ['when they are older than a working day', 'openid-expired', () => token({ iat: now() - 12 * 3600 })],
      ['without a time of making', 'openid-bad-token', () => token({ iat: undefined })],
      ['without an end', 'openid-bad-token', () => token({ exp: undefined })],
      ['without a subject', 'openid-bad-token', () => token({ sub: undefined })],
      ['of somebody who is not linked', 'openid-not-linked', () => token({ sub: 'outi' })],
      [
        'when they are ID tokens',
        'openid-no-access-token',
        () => token({ nonce: 'a', scope: 'openid' }, { typ: 'JWT' }),
      ],
      [
        'when nothing says that they are access tokens',
        'openid-no-access-token',
        () => token({ scope: undefined }, { typ: 'JWT' }),
      ],
      ['without a signature (alg none)', 'openid-wrong-algorithm', unsigned],
      ['signed with the public key as a secret (HS256)', 'openid-wrong-algorithm', signedWithPublicKey],
      [
        'signed with a key that the provider does not have',
        'openid-unknown-key',
        () => signedWithForeignKey('foreign'),
      ],
      [
        'signed with another key under its name',
        'openid-bad-signature',
        () => signedWithForeignKey(stage.provider.key.kid),
      ],
      ['changed after they were signed', 'openid-bad-signature', changed],
    ])('%s', async (_, reason, make) => {
      const made = await make();
      const events = await eventsDuring(stage.server, async () => {
        const answer = await bearing(made).get('/me');
        expect(answer).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
      });
      expect(events.map(event => [event.action, event.reason])).toEqual([['session.refused', reason]]);
      expect(JSON.stringify(events)).not.toContain('maija');
    });

    it('and written down once, however often they come', async () => {
      const made = await token({ aud: 'https://another.example' });
      const events = await eventsDuring(stage.server, async () => {
        for (let time = 0; time < 3; time += 1) expect(await statusFor(made)).toBe(401);
      });
      expect(events).toHaveLength(1);
    });
  });

  it('open nothing as cookies', async () => {
    const cookie = `tallenne_access=${await token()}`;
    expect((await stage.server.anonymous().get('/me', { cookie })).status).toBe(401);
  });

  it('are ours to judge only where they are somebody else’s: a local token that has expired leaves no event', async () => {
    const local = await stage.server.as(person.username);
    stage.server.clock.advance(16 * 60_000);
    const events = await eventsDuring(stage.server, async () => {
      expect((await local.get('/me')).status).toBe(401);
      expect(await statusFor('nonsense')).toBe(401);
      expect(await statusFor('a.b.c')).toBe(401);
    });
    expect(events).toEqual([]);
  });

  it('follow the provider to another key; the old key is believed no more', async () => {
    const old = await token();
    expect(await statusFor(old)).toBe(200);
    await stage.provider.rotate();
    const fresh = await token();
    // jose fetches keys at an unknown id at most every 30 seconds of the machine's own time.
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 31_000);
    try {
      expect(await statusFor(fresh)).toBe(200);
    } finally {
      later.mockRestore();
    }
    expect(await statusFor(old)).toBe(401);
  });

  it('do not make the server flood the provider with questions for keys that nobody has', async () => {
    const before = stage.provider.asked.get('/jwks') ?? 0;
    for (let id = 0; id < 10; id += 1) await statusFor(await signedWithForeignKey(`made-up-${id}`));
    expect((stage.provider.asked.get('/jwks') ?? 0) - before).toBeLessThanOrEqual(1);
  });

  describe('while the keys cannot be had', () => {
    it('are answered with 503, not with 401, and work again when they can', async () => {
      const beside = await stage.server.beside(); // it has not read any keys yet
      try {
        const client = new Client(beside.url, await token());
        stage.provider.isAway = true;
        const events = await eventsDuring(stage.server, async () => {
          expect(await client.get('/me')).toMatchObject({ status: 503, body: { code: 'identity-provider-away' } });
          expect((await client.get('/me')).status).toBe(503);
        });
        expect(events.map(event => [event.action, event.reason])).toEqual([
          ['session.refused', 'openid-provider-away'],
        ]);
        stage.provider.isAway = false;
        expect((await client.get('/me')).status).toBe(200);
      } finally {
        await beside.stop();
      }
    });

    it('of people with local sessions and of machines are not concerned', async () => {
      const local = await stage.server.as(person.username);
      stage.provider.isAway = true;
      stage.server.clock.advance(11 * 60_000);
      expect((await local.get('/me')).status).toBe(200);
      expect((await stage.server.ingest().get('/sessions')).status).toBe(200);
    });
  });

  describe('have a session that ends', () => {
    it('with the token, to the second', async () => {
      const client = bearing(await token({ exp: now() + 600 }));
      expect((await client.get('/me')).status).toBe(200);
      stage.server.clock.advance(599_000);
      expect((await client.get('/me')).status).toBe(200);
      stage.server.clock.advance(2_000);
      expect((await client.get('/me')).status).toBe(401);
    });

    it('when nothing was done by it for an hour', async () => {
      const client = bearing(await token({ exp: now() + 8 * 3600 }));
      await client.get('/me');
      stage.server.clock.advance(61 * 60_000);
      expect((await client.get('/me')).status).toBe(401);
    });

    it('after a working day, whatever the token says', async () => {
      const client = bearing(await token({ exp: now() + 30 * 86_400 }));
      for (let halfHours = 0; halfHours < 23; halfHours += 1) {
        expect((await client.get('/me')).status).toBe(200);
        stage.server.clock.advance(30 * 60_000);
      }
      stage.server.clock.advance(31 * 60_000);
      expect((await client.get('/me')).status).toBe(401);
    });

    it('when the person signs out, also for the same token with its signature written otherwise', async () => {
      const made = await token();
      const client = bearing(made);
      expect((await client.delete('/sessions/current')).status).toBe(204);
      expect((await client.get('/me')).status).toBe(401);
      expect(await statusFor(`${made}=`)).toBe(401);
    });

    it('when the identity is unlinked, and when the person is deactivated', async () => {
      const [unlinked, left] = [await addPerson(stage.server), await addPerson(stage.server)];
      const id = await stage.link(unlinked.id, 'pirkko');
      await stage.link(left.id, 'lauri');
      const [pirkko, lauri] = [bearing(await token({ sub: 'pirkko' })), bearing(await token({ sub: 'lauri' }))];
      expect([(await pirkko.get('/me')).status, (await lauri.get('/me')).status]).toEqual([200, 200]);

      await stage.administrators[0].delete(`/external-identities/${id}`);
      await stage.administrators[0].post(`/staff/${left.id}/deactivation`, { reason: 'Testi' });
      expect([(await pirkko.get('/me')).status, (await lauri.get('/me')).status]).toEqual([401, 401]);
    });

    it('for good, when the identity goes over to somebody else', async () => {
      const [first, next] = [await addPerson(stage.server), await addPerson(stage.server)];
      const id = await stage.link(first.id, 'yhteinen');
      const made = await token({ sub: 'yhteinen' });
      expect((await bearing(made).get('/me')).body.id).toBe(first.id);
      await stage.administrators[0].delete(`/external-identities/${id}`);
      await stage.link(next.id, 'yhteinen');
      expect(await statusFor(made)).toBe(401);
      expect((await bearing(await token({ sub: 'yhteinen' })).get('/me')).body.id).toBe(next.id);
    });
  });

  function now(): number {
    return Math.floor(Date.now() / 1000);
  }

  function claims(): JWTPayload {
    serial += 1;
    const times = { iat: now(), exp: now() + 3600 };
    return { iss: stage.provider.issuer, sub: 'maija', aud: AUDIENCE, scope: 'api', jti: `token-${serial}`, ...times };
  }

  /** As the provider makes them; undefined leaves a claim out. */
  function token(change: Record<string, unknown> = {}, header: { typ?: string } = { typ: 'at+jwt' }): Promise<string> {
    const { privateKey, kid } = stage.provider.key;
    const payload = JSON.parse(JSON.stringify({ ...claims(), ...change })) as JWTPayload; // undefined claims are left out
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(privateKey);
  }

  function unsigned(): Promise<string> {
    return Promise.resolve(new UnsecuredJWT(claims()).encode());
  }

  async function signedWithPublicKey(): Promise<string> {
    const { publicJwk, kid } = stage.provider.key;
    const publicKey = await importJWK(publicJwk, 'RS256', { extractable: true });
    const secret = new TextEncoder().encode(await exportSPKI(publicKey as CryptoKey)); // of an asymmetric key
    return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid, typ: 'at+jwt' }).sign(secret);
  }

  async function signedWithForeignKey(kid: string): Promise<string> {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
    const foreign = await crypto.subtle.generateKey({ ...algorithm, hash: 'SHA-256' }, true, ['sign', 'verify']);
    return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' }).sign(foreign.privateKey);
  }

  async function changed(): Promise<string> {
    const [header = '', , signature = ''] = (await token()).split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims(), sub: 'yrjo' })).toString('base64url');
    return `${header}.${payload}.${signature}`;
  }

  function bearing(made: string): Client {
    return new Client(stage.server.url, made);
  }

  async function statusFor(made: string): Promise<number> {
    return (await bearing(made).get('/me')).status;
  }
});
