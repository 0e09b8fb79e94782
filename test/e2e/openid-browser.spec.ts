import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { launchChromium } from '../support/browser/chromium.js';
import { describeWith } from '../support/describe-with.js';
import { skipOrFail } from '../support/optional-tool.js';
import { isClientBuilt } from '../support/client-front.js';
import { startOpenIdStage, type OpenIdStage } from '../support/openid.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';

const WORDS = JSON.parse(readFileSync(new URL('../../web/src/locales/fi.json', import.meta.url), 'utf8')) as {
  readonly signIn: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
  readonly externalIdentity: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
};

if (!isClientBuilt()) skipOrFail('the browser client is not built (npm run build)');
const describeBuilt = isClientBuilt() ? describe : describe.skip;

describeBuilt('signing in at the identity provider', () => {
  describeWith('chromium', 'in a browser', suite);
});

function suite(executablePath: string): void {
  let stage: OpenIdStage;
  let browser: Browser;
  let person: TestPerson;

  beforeAll(async () => {
    stage = await startOpenIdStage();
    person = await addPerson(stage.server, { grants: [{ role: 'trainer', purposes: ['internal-training'] }] });
    browser = await launchChromium(executablePath);
  });

  afterAll(async () => {
    await browser.close();
    await stage.stop();
  });

  it('is refused to somebody who is not linked, in words, and works once two administrators have linked them', async () => {
    stage.provider.person = { accountId: 'maija' };
    const page = await newPage();
    await page.goto(`${stage.front.origin}/recordings?queue=user-support`);
    await page.getByRole('button', { name: WORDS.signIn.openId ?? '' }).click();
    await page.getByText(WORDS.problems['identity-not-linked'] ?? '').waitFor();
    expect(page.url()).toBe(`${stage.front.origin}/`);

    await inPersonPage('yrjo.yllapito', async administrator => {
      await administrator.getByRole('button', { name: WORDS.externalIdentity.propose ?? '' }).click();
      await administrator.getByText(WORDS.externalIdentity.waiting ?? '').waitFor();
      expect(await administrator.getByRole('button', { name: WORDS.externalIdentity.confirm ?? '' }).count()).toBe(0);
    });
    await inPersonPage(stage.secondUsername, async administrator => {
      await administrator.getByRole('button', { name: WORDS.externalIdentity.confirm ?? '' }).click();
      await administrator.getByText(WORDS.externalIdentity.linked ?? '').waitFor();
    });

    await page.goto(`${stage.front.origin}/recordings?queue=user-support`);
    const addresses = addressesOf(page);
    await page.getByRole('button', { name: WORDS.signIn.openId ?? '' }).click();
    await page.waitForURL(`${stage.front.origin}/recordings?queue=user-support`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await whoIs(page.context())).toBe(person.id);
    const token = (await page.context().cookies()).find(({ name }) => name === 'tallenne_access');
    expect(token).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    for (const address of addresses) expect(address).not.toContain(token?.value);
    expect(await page.evaluate('document.cookie')).toBe('');

    await inPersonPage('yrjo.yllapito', async administrator => {
      await administrator.getByRole('button', { name: WORDS.externalIdentity.unlink ?? '' }).click();
      const dialog = administrator.getByRole('dialog');
      await dialog.getByRole('button', { name: WORDS.externalIdentity.unlink ?? '' }).click();
      await administrator.getByText(WORDS.externalIdentity.none ?? '').waitFor();
    });
    expect(await whoIs(page.context())).toBeNull();
  }, 300_000);

  it('tells who broke it off, and who came when the provider was away', async () => {
    const page = await newPage();
    stage.provider.person = { accountId: 'breaks-off' };
    await page.goto(stage.front.origin);
    await page.getByRole('button', { name: WORDS.signIn.openId ?? '' }).click();
    await page.getByText(WORDS.problems['openid-cancelled'] ?? '').waitFor();

    stage.server.clock.advance(11 * 60_000);
    stage.provider.isAway = true;
    await page.getByRole('button', { name: WORDS.signIn.openId ?? '' }).click();
    await page.getByText(WORDS.problems['identity-provider-away'] ?? '').waitFor();
    stage.provider.isAway = false;
  }, 300_000);

  async function newPage(): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'fi', timezoneId: 'Europe/Helsinki' })).newPage();
    page.setDefaultTimeout(60_000);
    return page;
  }

  /** An administrator signs in with a password and opens the page of the person. */
  async function inPersonPage(username: string, act: (page: Page) => Promise<void>): Promise<void> {
    const page = await newPage();
    const data = { username, password: DEMO_PASSWORD };
    await page.context().request.post(`${stage.front.origin}/api/v1/sessions`, { data });
    await page.goto(`${stage.front.origin}/staff/${person.id}`);
    await act(page);
    await page.context().close();
  }

  async function whoIs(context: BrowserContext): Promise<unknown> {
    const answer = await context.request.get(`${stage.front.origin}/api/v1/me`);
    return answer.status() === 200 ? ((await answer.json()) as { id: unknown }).id : null;
  }
}

/** Every address that the page goes to from now on. */
function addressesOf(page: Page): string[] {
  const addresses: string[] = [];
  page.on('request', request => addresses.push(request.url()));
  return addresses;
}
