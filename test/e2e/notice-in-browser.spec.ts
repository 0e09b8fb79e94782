import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { accessibilityFindings } from '../support/browser/axe.js';
import { launchChromium } from '../support/browser/chromium.js';
import { describeWith } from '../support/optional-tool.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { ANNOUNCEMENT, SETTLED } from '../support/settled-notice.js';

const LANGUAGES = ['fi', 'sv', 'en'] as const;
type Language = (typeof LANGUAGES)[number];
const TITLES = {
  fi: 'Käyttäjätuen puheluiden nauhoittamisen tietosuojaseloste',
  sv: 'Dataskyddsbeskrivning för inspelning av samtal till användarstödet',
  en: 'Privacy notice on the recording of calls to user support',
};
const reason = 'Seloste ajan tasalle.';

describeWith('chromium', 'the notice and the record in the built client, by a browser', chromium => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startTestServer({ env: SETTLED });
    browser = await launchChromium(chromium);
    const [yrjo, oili] = [await server.as('yrjo.yllapito'), await server.as('oili.oikeus')];
    const notice = { version: ANNOUNCEMENT.version, language: ANNOUNCEMENT.language };
    await yrjo.request('PUT', '/sources/pbx-1', { keepsIdentityCodes: false, notice, keepsDays: 14 });
    await yrjo.post('/announcement-texts', ANNOUNCEMENT);
    await yrjo.post('/notice/versions', { reason });
    expect((await oili.post('/notice/versions/1/decision', { outcome: 'published', reason })).status).toBe(200);
    await yrjo.post('/processors', {
      ...{ name: 'Konesali Oy', task: 'tallennustila', country: 'FI', subProcessors: [] },
      ...{ undertakingReference: 'S-12', undertakingOn: '2026-01-15' },
    });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  async function pageIn(language: Language): Promise<Page> {
    const context = await browser.newContext({ locale: language, viewport: { width: 1280, height: 900 } });
    await context.addInitScript(chosen => {
      localStorage.setItem('tallenne-language', chosen);
    }, language);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return page;
  }

  async function signedIn(language: Language, username: string, path: string): Promise<Page> {
    const page = await pageIn(language);
    await page.goto(server.url);
    await page.locator('input[autocomplete=username]').fill(username);
    await page.locator('input[type=password]').fill(DEMO_PASSWORD);
    await page.locator('input[type=password]').press('Enter');
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${server.url}${path}`);
    return page;
  }

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.TALLENNE_SHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    expect(await accessibilityFindings(page)).toEqual([]);
  }

  it.each(LANGUAGES)('is read by anybody without a sign-in, in %s', async language => {
    const page = await pageIn(language);
    await page.goto(`${server.url}/notice`);
    await page.getByRole('heading', { level: 1, name: TITLES[language] }).waitFor();
    expect(await page.locator('article h2').count()).toBe(16);
    await look(page, `open-notice-${language}`);
    await page.context().close();
  });

  it.each(LANGUAGES)('says to its officers that it differs from the rules, and in what, in %s', async language => {
    const page = await signedIn(language, 'oili.oikeus', '/register/notice');
    await page.getByText('Konesali Oy').first().waitFor();
    await look(page, `notice-${language}`);
    await page.context().close();
  });

  it.each(LANGUAGES)('stands beside a record of processing, in %s', async language => {
    const page = await signedIn(language, 'yrjo.yllapito', '/register/processing');
    await page.locator('article h2').first().waitFor();
    await page.getByText('S-12').first().waitFor();
    await look(page, `record-${language}`);
    await page.context().close();
  });
});
