import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { ForgetOpenIdLeftovers } from '../../src/identity/openid/forget-openid-leftovers.job.js';
import { checkCustody } from '../custody/check-custody.js';
import { CookieBrowser, type Landing } from '../support/cookie-browser.js';
import { eventsDuring } from '../support/log.js';
import { startOpenIdStage, type OpenIdStage } from '../support/openid.js';
import type { SigningKey, Tampering } from '../support/openid-provider.js';
import { addPerson, type TestPerson } from '../support/people.js';

const COOKIE = 'tallenne_openid';

describe('signing in at the identity provider', () => {
  let stage: OpenIdStage;
  let person: TestPerson;

  beforeAll(async () => {
    stage = await startOpenIdStage();
    person = await addPerson(stage.server, { grants: [{ role: 'trainer', purposes: ['internal-training'] }] });
    await stage.link(person.id, 'maija');
  });

  beforeEach(async () => {
    stage.server.clock.moveTo(new Date());
    stage.provider.person = { accountId: 'maija' };
    stage.provider.tampering = null;
    stage.provider.isAway = false;
    await stage.server.sql('delete from sign_in_throttle');
  });

  afterAll(async () => {
    await checkCustody(stage.server);
    await stage.stop();
  });

  it('lets a linked person in, at the page that was asked for, without anything of it in the address', async () => {
    const browser = new CookieBrowser();
    const events = await eventsDuring(stage.server, async () => {
      const { url } = await browser.visit(start('/recordings?queue=user-support'));
      expect(url.href).toBe(`${stage.front.origin}/recordings?queue=user-support`);
    });
    expect(await me(browser)).toMatchObject({ status: 200, body: { id: person.id } });
    expect(events.map(({ action }) => action)).toEqual(['session.started']);
    expect(JSON.stringify(events)).not.toContain('maija');
  });

  it('asks for a code with PKCE, state and nonce, and never the same ones', async () => {
    const queries = await Promise.all([authorizationUrl(), authorizationUrl()]);
    for (const { searchParams } of queries) {
      expect(searchParams.get('response_type')).toBe('code');
      expect(searchParams.get('code_challenge_method')).toBe('S256');
      expect(searchParams.get('scope')).toBe('openid profile');
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const [one, other] = queries.map(({ searchParams }) => searchParams.get(name));
      expect(one).toMatch(/^[\w-]{43}$/);
      expect(one).not.toBe(other);
    }
  });

  it('keeps nothing in the database that would finish a sign-in', async () => {
    const browser = new CookieBrowser();
    const { searchParams } = (await browser.visit(start(), isAtProvider)).url;
    const kept = JSON.stringify(await stage.server.sql('select * from openid_transaction'));
    for (const secret of [browser.cookie(stage.front.origin, COOKIE), searchParams.get('state')]) {
      expect(secret).toMatch(/^[\w-]{43}$/);
      expect(kept).not.toContain(secret);
    }
  });

  describe('of somebody who is not linked', () => {
    it('is refused, makes nobody, and leaves a note for the administrators', async () => {
      stage.provider.person = { accountId: 'outi' };
      const [{ count: before }] = (await stage.server.sql<{ count: number }>('select count(*) from staff')) as [
        { count: number },
      ];
      const events = await eventsDuring(stage.server, async () => {
        expect(await signInCode()).toBe('identity-not-linked');
        expect(await signInCode()).toBe('identity-not-linked');
      });
      expect(events.map(({ action, reason }) => [action, reason])).toEqual([
        ['external-identity.seen', undefined],
        ['session.refused', 'openid-not-linked'],
        ['session.refused', 'openid-not-linked'],
      ]);
      expect(JSON.stringify(events)).not.toContain('outi');
      expect(await stage.server.sql('select count(*) from staff')).toEqual([{ count: before }]);
      const { body } = await stage.administrators[0].get('/external-identities/seen');
      const hints = { usernameHint: 'outi@example.org', nameHint: 'Testi outi' };
      expect(body.items).toEqual([expect.objectContaining({ subject: 'outi', ...hints })]);
    });

    it('leaves a note for a week', async () => {
      const { server } = stage;
      server.clock.advance(7 * 86_400_000 - 60_000);
      await server.app.get(ForgetOpenIdLeftovers).execute();
      expect(await server.sql('select 1 from external_identity_seen')).toHaveLength(1);
      server.clock.advance(120_000);
      await server.app.get(ForgetOpenIdLeftovers).execute();
      expect(await server.sql('select 1 from external_identity_seen')).toHaveLength(0);
    });

    it('is refused while the link is proposed only, works when it is confirmed, and no more when it is removed', async () => {
      const { id } = await addPerson(stage.server);
      const [first, second] = stage.administrators;
      stage.provider.person = { accountId: 'pirkko' };
      await signInCode();
      const seen = (await first.get('/external-identities/seen')).body.items as { id: string }[]; // of the list just documented
      const proposed = await first.post(`/staff/${id}/external-identities`, { seenId: seen[0]?.id });
      expect(proposed).toMatchObject({ status: 201, body: { subject: 'pirkko', confirmedAt: null } });
      expect(await signInCode()).toBe('identity-not-linked');

      expect((await second.post(`/external-identities/${String(proposed.body.id)}/confirmation`)).status).toBe(200);
      const browser = new CookieBrowser();
      expect((await browser.visit(start())).url.search).toBe('');
      expect((await me(browser)).status).toBe(200);

      const events = await eventsDuring(stage.server, async () => {
        expect((await first.delete(`/external-identities/${String(proposed.body.id)}`)).status).toBe(204);
      });
      expect(events.map(({ action }) => action)).toEqual(['external-identity.removed', 'session.ended']);
      expect(events[1]?.facts).toMatchObject({ because: 'unlinked' });
      expect((await me(browser)).status).toBe(401);
      expect(await signInCode()).toBe('identity-not-linked');
    });

    it('is refused for a person who was deactivated, whose session ends and whose link is gone', async () => {
      const { id } = await addPerson(stage.server);
      await stage.link(id, 'lauri');
      stage.provider.person = { accountId: 'lauri' };
      const browser = new CookieBrowser();
      await browser.visit(start());
      expect((await me(browser)).status).toBe(200);
      await stage.administrators[0].post(`/staff/${id}/deactivation`, { reason: 'Testi' });
      expect((await me(browser)).status).toBe(401);
      expect(await signInCode()).toBe('identity-not-linked');
      const links = await stage.server.sql(
        'select removed_at is null as stands from external_identity where staff_id = $1',
        [id],
      );
      expect(links).toEqual([{ stands: false }]);
    });
  });

  describe('with an answer that is not for this browser', () => {
    it('is refused in another browser, which has no cookie', async () => {
      const { url } = await new CookieBrowser().visit(start(), isCallback);
      await refusedAs('openid-no-cookie', () => new CookieBrowser().visit(url.href));
    });

    it('is refused for the state of another sign-in, and leaves this one as it is', async () => {
      const [browser, other] = [new CookieBrowser(), new CookieBrowser()];
      const { url: own } = await browser.visit(start(), isCallback);
      const { url: foreign } = await other.visit(start(), isCallback);
      await refusedAs('openid-wrong-state', () => browser.visit(foreign.href));
      expect((await browser.visit(own.href)).url.search).toBe('');
    });

    it('is refused without a state', async () => {
      const browser = new CookieBrowser();
      const { url } = await browser.visit(start(), isCallback);
      url.searchParams.delete('state');
      await refusedAs('openid-wrong-state', () => browser.visit(url.href));
    });

    it('is refused the second time', async () => {
      const browser = new CookieBrowser();
      const { url } = await browser.visit(start(), isCallback);
      const secret = browser.cookie(stage.front.origin, COOKIE) ?? '';
      await browser.visit(url.href);
      await refusedAs('openid-no-cookie', () => browser.visit(url.href));
      browser.setCookie(stage.front.origin, COOKIE, secret);
      await refusedAs('openid-used-up', () => browser.visit(url.href));
    });

    it('is refused after ten minutes', async () => {
      const browser = new CookieBrowser();
      const { url } = await browser.visit(start(), isCallback);
      stage.server.clock.advance(10 * 60_000);
      await refusedAs('openid-used-up', () => browser.visit(url.href));
    });
  });

  describe('with an answer that is not the provider’s', () => {
    it('is refused for a code that the provider did not give', async () => {
      await refusedAs('openid-code-refused', () =>
        changed(url => {
          url.searchParams.set('code', 'made-up');
        }),
      );
    });

    it('is refused for the code of another sign-in: the verifier does not fit', async () => {
      const { url: other } = await new CookieBrowser().visit(start(), isCallback);
      await refusedAs('openid-code-refused', () =>
        changed(url => {
          url.searchParams.set('code', other.searchParams.get('code') ?? '');
        }),
      );
    });

    it.each([
      [
        'another issuer',
        (url: URL) => {
          url.searchParams.set('iss', 'https://evil.example');
        },
      ],
      [
        'no issuer',
        (url: URL) => {
          url.searchParams.delete('iss');
        },
      ],
    ])('is refused for %s (RFC 9207)', async (_, change) => {
      await refusedAs('openid-wrong-issuer', () => changed(change));
    });

    it('tells a person who broke it off so', async () => {
      stage.provider.person = { accountId: 'breaks-off' };
      await refusedAs('openid-cancelled', () => new CookieBrowser().visit(start()), 'openid-cancelled');
    });
  });

  describe('with an ID token that is not right', () => {
    const tamperings: Readonly<Record<string, readonly [string, Tampering]>> = {
      'for another audience': ['openid-wrong-audience', sign(claims => ({ ...claims, aud: 'another' }))],
      'for us and another audience': [
        'openid-wrong-audience',
        sign(claims => ({ ...claims, aud: [String(claims.aud), 'another'], azp: 'another' })),
      ],
      'of another issuer': ['openid-wrong-issuer', sign(claims => ({ ...claims, iss: 'https://evil.example' }))],
      'with the nonce of another sign-in': ['openid-wrong-nonce', sign(claims => ({ ...claims, nonce: 'another' }))],
      'without a nonce': ['openid-bad-token', sign(({ nonce: _, ...claims }) => claims)],
      expired: [
        'openid-expired',
        sign(claims => ({ ...claims, exp: Number(claims.iat) - 60, iat: Number(claims.iat) - 120 })),
      ],
      'not valid yet': ['openid-expired', sign(claims => ({ ...claims, nbf: Number(claims.iat) + 3600 }))],
      'without a signature (alg none)': [
        'openid-wrong-algorithm',
        claims => Promise.resolve(new UnsecuredJWT(claims).encode()),
      ],
      'signed with the public key as a secret (HS256)': ['openid-wrong-algorithm', signWithPublicKey],
      'signed with a key that the provider does not have': ['openid-unknown-key', signWithForeignKey('foreign')],
      'signed with another key under the name of the provider’s': ['openid-bad-signature', signWithForeignKey(null)],
      'changed after it was signed': ['openid-bad-signature', changeSubject],
    };

    it.each(Object.entries(tamperings))('is refused for one %s', async (_, [reason, tampering]) => {
      stage.provider.tampering = tampering;
      await refusedAs(reason, () => new CookieBrowser().visit(start()));
    });

    it('works for one that is signed anew as it was: the tests above fail for what they change', async () => {
      stage.provider.tampering = sign(claims => claims);
      expect((await new CookieBrowser().visit(start())).url.search).toBe('');
    });
  });

  it('goes on when the provider begins to sign with another key', async () => {
    await stage.provider.rotate();
    expect((await new CookieBrowser().visit(start())).url.search).toBe('');
  });

  it.each([['//evil.example/'], ['https://evil.example/'], ['/\\evil.example'], ['/%09/evil.example'], ['/api/v1/me']])(
    'leads to the first page instead of %s',
    async returnTo => {
      const { url } = await new CookieBrowser().visit(start(returnTo), at => at.host === 'evil.example');
      expect(url.origin).toBe(stage.front.origin);
      expect(url.pathname.startsWith('/api/')).toBe(false);
    },
  );

  describe('while the provider is away', () => {
    it('says so at the start, where its description was not read lately', async () => {
      stage.server.clock.advance(11 * 60_000);
      stage.provider.isAway = true;
      await refusedAs('openid-provider-away', () => new CookieBrowser().visit(start()), 'identity-provider-away');
    });

    it('says so at the end, and works again with the provider', async () => {
      const browser = new CookieBrowser();
      const { url } = await browser.visit(start(), isCallback);
      stage.provider.isAway = true;
      await refusedAs('openid-provider-away', () => browser.visit(url.href), 'identity-provider-away');
      stage.provider.isAway = false;
      expect((await new CookieBrowser().visit(start())).url.search).toBe('');
    });
  });

  it('slows a network down that guesses again and again, without an event for each', async () => {
    const guess = () =>
      new CookieBrowser().visit(`${stage.front.origin}/api/v1/sessions/openid/callback?code=a&state=b`);
    const events = await eventsDuring(stage.server, async () => {
      for (let guesses = 0; guesses < 25; guesses += 1) expect(codeOf(await guess())).toBe('openid-refused');
      expect(codeOf(await guess())).toBe('sign-in-throttled');
    });
    expect(events).toHaveLength(25);
  });

  function start(returnTo?: string): string {
    const query = returnTo === undefined ? '' : `?${new URLSearchParams({ returnTo }).toString()}`;
    return `${stage.front.origin}/api/v1/sessions/openid${query}`;
  }

  async function authorizationUrl(): Promise<URL> {
    return (await new CookieBrowser().visit(start(), isAtProvider)).url;
  }

  function isAtProvider(url: URL): boolean {
    return url.origin === stage.provider.issuer;
  }

  async function me(browser: CookieBrowser): Promise<Landing> {
    return browser.visit(`${stage.front.origin}/api/v1/me`);
  }

  async function signInCode(): Promise<string | null> {
    return codeOf(await new CookieBrowser().visit(start()));
  }

  /** A sign-in whose answer is changed on its way through the browser. */
  async function changed(change: (url: URL) => void): Promise<Landing> {
    const browser = new CookieBrowser();
    const { url } = await browser.visit(start(), isCallback);
    change(url);
    return browser.visit(url.href);
  }

  /** The log knows the reason; the caller learns what all wrong answers have in common. */
  async function refusedAs(reason: string, journey: () => Promise<Landing>, told = 'openid-refused'): Promise<void> {
    const events = await eventsDuring(stage.server, async () => {
      const landed = await journey();
      expect(landed.url.origin).toBe(stage.front.origin);
      expect([...landed.url.searchParams]).toEqual([['signIn', told]]);
    });
    expect(events.map(event => [event.action, event.outcome, event.reason])).toEqual([
      ['session.refused', 'refused', reason],
    ]);
  }
});

function isCallback(url: URL): boolean {
  return url.pathname === '/api/v1/sessions/openid/callback';
}

function codeOf({ url }: Landing): string | null {
  return url.searchParams.get('signIn');
}

function sign(change: (claims: JWTPayload) => JWTPayload): Tampering {
  return (claims, key) => signed(change(claims), key.privateKey, key.kid);
}

function signWithForeignKey(kid: string | null): Tampering {
  return async (claims, key) => {
    const foreign = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    return signed(claims, foreign.privateKey, kid ?? key.kid);
  };
}

function signed(claims: JWTPayload, key: CryptoKey, kid: string): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
}

async function signWithPublicKey(claims: JWTPayload, { publicJwk, kid }: SigningKey): Promise<string> {
  const publicKey = await importJWK(publicJwk, 'RS256', { extractable: true });
  const secret = new TextEncoder().encode(await exportSPKI(publicKey as CryptoKey)); // of an asymmetric key
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(secret);
}

async function changeSubject(claims: JWTPayload, key: SigningKey): Promise<string> {
  const [header = '', , signature = ''] = (await signed(claims, key.privateKey, key.kid)).split('.');
  const payload = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody-else' })).toString('base64url');
  return `${header}.${payload}.${signature}`;
}
