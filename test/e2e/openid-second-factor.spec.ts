import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { SoftwareAuthenticator } from '../support/authenticator.js';
import { Client } from '../support/client.js';
import { CookieBrowser, type Landing } from '../support/cookie-browser.js';
import { eventsDuring } from '../support/log.js';
import { startOpenIdStage, type OpenIdStage } from '../support/openid.js';
import { AUDIENCE } from '../support/openid-provider.js';
import { addPerson, type TestPerson } from '../support/people.js';

describe('a second factor of people who sign in at the identity provider', () => {
  let stage: OpenIdStage;
  /** Has a passkey here. */
  let equipped: TestPerson;
  /** Has none. */
  let bare: TestPerson;
  /** Has none either, and comes in by the provider's word alone. */
  let vouched: TestPerson;

  beforeAll(async () => {
    stage = await startOpenIdStage({ secondFactor: true });
    equipped = await addPerson(stage.server);
    bare = await addPerson(stage.server);
    await stage.as(equipped.username);
    await stage.link(equipped.id, 'maija');
    await stage.link(bare.id, 'outi');
    vouched = await addPerson(stage.server);
    await stage.link(vouched.id, 'raili');
  });

  beforeEach(() => {
    stage.server.clock.moveTo(new Date());
  });

  afterAll(() => stage.stop());

  it('is not asked for again where the provider says that two were shown', async () => {
    stage.provider.person = { accountId: 'maija', amr: ['pwd', 'mfa'] };
    const browser = new CookieBrowser();
    expect((await browser.visit(start())).url.search).toBe('');
    expect(await me(browser)).toMatchObject({ status: 200, body: { id: equipped.id, lacks: null } });
  });

  it.each([[undefined], [['pwd']], [['hwk']]])('is asked for here where the provider says %j', async amr => {
    stage.provider.person = { accountId: 'maija', ...(amr ? { amr } : {}) };
    const browser = new CookieBrowser();
    const events = await eventsDuring(stage.server, async () => {
      const { url } = await browser.visit(start('/recordings'));
      expect(url.href).toBe(`${stage.front.origin}/recordings?signIn=second-factor-required`);
    });
    expect(events).toEqual([]);
    expect((await me(browser)).status).toBe(401);

    const asked = await browser.post(resume());
    expect(asked).toMatchObject({ status: 401, body: { code: 'second-factor-required' } });
    const authenticator = stage.authenticators.get(equipped.username);
    const passkey = authenticator?.get(asked.body.passkey as { challenge: string }); // as the route documents it
    const shown = { challenge: asked.body.challenge, passkey };
    expect((await browser.post(`${stage.front.origin}/api/v1/sessions/second-factor`, shown)).status).toBe(201);
    expect(await me(browser)).toMatchObject({ status: 200, body: { id: equipped.id, lacks: null } });
  });

  it('is asked for once, and in this browser alone', async () => {
    stage.provider.person = { accountId: 'maija' };
    const browser = new CookieBrowser();
    await browser.visit(start());
    const refused = { status: 401, body: { code: 'openid-refused' } };
    expect(await new CookieBrowser().post(resume())).toMatchObject(refused);
    expect((await browser.post(resume())).body.code).toBe('second-factor-required');
    expect(await browser.post(resume())).toMatchObject(refused);
  });

  it('is not asked for of somebody whose link was removed meanwhile', async () => {
    const person = await addPerson(stage.server);
    await stage.as(person.username);
    const id = await stage.link(person.id, 'pirkko');
    stage.provider.person = { accountId: 'pirkko' };
    const browser = new CookieBrowser();
    await browser.visit(start());
    await stage.administrators[0].delete(`/external-identities/${id}`);
    expect(await browser.post(resume())).toMatchObject({ status: 401, body: { code: 'openid-refused' } });
  });

  it('is not taken of somebody whose link was removed after it was asked for', async () => {
    const person = await addPerson(stage.server);
    await stage.as(person.username);
    const id = await stage.link(person.id, 'pauli');
    stage.provider.person = { accountId: 'pauli' };
    const browser = new CookieBrowser();
    await browser.visit(start());
    const asked = await browser.post(resume());
    expect((await stage.administrators[0].delete(`/external-identities/${id}`)).status).toBe(204);
    const passkey = stage.authenticators.get(person.username)?.get(asked.body.passkey as { challenge: string }); // as the route documents it
    const shown = { challenge: asked.body.challenge, passkey };
    expect((await browser.post(`${stage.front.origin}/api/v1/sessions/second-factor`, shown)).status).toBe(401);
    expect((await me(browser)).status).toBe(401);
  });

  it('is set up first by somebody who has none', async () => {
    stage.provider.person = { accountId: 'outi' };
    const browser = new CookieBrowser();
    expect((await browser.visit(start())).url.search).toBe('');
    expect(await me(browser)).toMatchObject({ status: 200, body: { id: bare.id, lacks: 'second-factor' } });
    const staff = await browser.visit(`${stage.front.origin}/api/v1/sessions`);
    expect(staff).toMatchObject({ status: 403, body: { code: 'second-factor-setup-required' } });
  });

  it('is part of an access token, or it opens nothing: nobody is there to be asked', async () => {
    const events = await eventsDuring(stage.server, async () => {
      expect((await bearing({}).then(client => client.get('/me'))).status).toBe(401);
      expect((await bearing({ amr: ['pwd'] }).then(client => client.get('/me'))).status).toBe(401);
    });
    expect(events.map(({ reason }) => reason)).toEqual(['openid-no-second-factor', 'openid-no-second-factor']);
    expect((await bearing({ amr: ['pwd', 'mfa'] }).then(client => client.get('/me'))).body.id).toBe(equipped.id);
  });

  it('that was shown hours ago at the provider is no fresh one', async () => {
    stage.provider.person = { accountId: 'maija', amr: ['mfa'] };
    const browser = new CookieBrowser();
    await browser.visit(start()); // signs in at the provider
    stage.server.clock.advance(6 * 60_000);
    await browser.visit(start()); // single sign-on
    const [session] = await stage.server.sql<{ second_factor_at: Date; started_at: Date }>(
      'select second_factor_at, started_at from session where staff_id = $1 order by id desc limit 1',
      [equipped.id],
    );
    expect((session?.started_at.getTime() ?? 0) - (session?.second_factor_at.getTime() ?? 0)).toBeGreaterThan(
      5 * 60_000,
    );
  });

  describe('of the provider', () => {
    const interactions = () => [...stage.provider.asked.keys()].filter(path => path.startsWith('/interaction/')).length;
    const askFor = (browser: CookieBrowser) => browser.post(`${stage.front.origin}/api/v1/me/passkeys/challenges`);
    const shownLast = async () => {
      const [shown] = await stage.server.sql<{ at: Date }>(
        'select max(second_factor_at) as at from session where staff_id = $1',
        [vouched.id],
      );
      return shown?.at;
    };

    it('sets up a passkey only where it was shown just now, and for that is shown there anew', async () => {
      stage.provider.person = { accountId: 'raili', amr: ['pwd', 'mfa'] };
      const browser = new CookieBrowser();
      await browser.visit(start()); // signs in at the provider
      stage.server.clock.advance(6 * 60_000);
      await browser.visit(start()); // single sign-on: a found open screen begins a session too
      expect(await me(browser)).toMatchObject({ status: 200, body: { id: vouched.id, lacks: null } });
      expect(await askFor(browser)).toMatchObject({ status: 403, body: { code: 'sign-in-again' } });

      stage.server.clock.moveTo(new Date());
      const before = interactions();
      await browser.visit(start());
      expect(interactions()).toBe(before);
      const asked = await browser.visit(start('/', { anew: 'true' }), url => url.origin === stage.provider.issuer);
      expect(Object.fromEntries(asked.url.searchParams)).toMatchObject({ prompt: 'login', max_age: '300' });
      await browser.visit(start('/', { anew: 'true' }));
      expect(interactions()).toBe(before + 1);
      const shownAt = await shownLast();
      const creation = await askFor(browser);
      expect(creation.status).toBe(201);
      const passkey = new SoftwareAuthenticator(stage.front.origin).create(creation.body as never); // as documented
      const made = { challenge: creation.body.challenge, name: 'Testi', passkey };
      expect((await browser.post(`${stage.front.origin}/api/v1/me/passkeys`, made)).status).toBe(201);
      expect(await shownLast()).toEqual(shownAt);
    });

    it('sets up no passkey for the bearer of a token', async () => {
      for (const sub of ['outi', 'maija']) {
        const client = await bearing({ amr: ['pwd', 'mfa'] }, sub);
        expect((await client.get('/me')).status).toBe(200);
        expect(await client.post('/me/passkeys/challenges')).toMatchObject({
          status: 403,
          body: { code: 'sign-in-again' },
        });
      }
    });
  });

  function start(returnTo = '/', more: Readonly<Record<string, string>> = {}): string {
    return `${stage.front.origin}/api/v1/sessions/openid?${new URLSearchParams({ returnTo, ...more }).toString()}`;
  }

  function resume(): string {
    return `${stage.front.origin}/api/v1/sessions/openid/second-factor`;
  }

  function me(browser: CookieBrowser): Promise<Landing> {
    return browser.visit(`${stage.front.origin}/api/v1/me`);
  }

  async function bearing(more: { readonly amr?: readonly string[] }, sub = 'maija'): Promise<Client> {
    const { privateKey, kid } = stage.provider.key;
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iss: stage.provider.issuer, sub, aud: AUDIENCE, scope: 'api', iat, exp: iat + 3600 };
    const token = new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' });
    return new Client(stage.server.url, await token.sign(privateKey));
  }
});
