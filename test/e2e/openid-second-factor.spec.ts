import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
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

  beforeAll(async () => {
    stage = await startOpenIdStage({ secondFactor: true });
    equipped = await addPerson(stage.server);
    bare = await addPerson(stage.server);
    await stage.as(equipped.username);
    await stage.link(equipped.id, 'maija');
    await stage.link(bare.id, 'outi');
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

  function start(returnTo = '/'): string {
    return `${stage.front.origin}/api/v1/sessions/openid?${new URLSearchParams({ returnTo }).toString()}`;
  }

  function resume(): string {
    return `${stage.front.origin}/api/v1/sessions/openid/second-factor`;
  }

  function me(browser: CookieBrowser): Promise<Landing> {
    return browser.visit(`${stage.front.origin}/api/v1/me`);
  }

  async function bearing(more: { readonly amr?: readonly string[] }): Promise<Client> {
    const { privateKey, kid } = stage.provider.key;
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iss: stage.provider.issuer, sub: 'maija', aud: AUDIENCE, scope: 'api', iat, exp: iat + 3600 };
    const token = new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' });
    return new Client(stage.server.url, await token.sign(privateKey));
  }
});
