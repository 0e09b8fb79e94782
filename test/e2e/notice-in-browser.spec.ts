import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFindings } from '../support/browser/axe.js';
import { wav } from '../support/audio.js';
import { BrowserHouse } from '../support/browser/browser-house.js';
import { wordsIn } from '../support/browser/words.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { ANNOUNCEMENT, SETTLED } from '../support/settled-notice.js';
import { inTurn } from '../support/whole.js';

const LANGUAGES = ['fi', 'sv', 'en'] as const;
const TITLES = {
  fi: 'Käyttäjätuen puheluiden nauhoittamisen tietosuojaseloste',
  sv: 'Dataskyddsbeskrivning för inspelning av samtal till användarstödet',
  en: 'Privacy notice on the recording of calls to user support',
};
const reason = 'Seloste ajan tasalle.';

describeWith('chromium', 'the notice and the record in the built client, by a browser', chromium => {
  let house: BrowserHouse;

  beforeAll(async () => {
    house = await BrowserHouse.open(chromium, { ...SETTLED });
    const { beside: server } = house;
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
    await house.close();
  });

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.TALLENNE_SHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    expect(await accessibilityFindings(page)).toEqual([]);
  }

  it.each(inTurn(0, LANGUAGES))('is read by anybody without a sign-in, in %s', async language => {
    const page = await house.stranger(language);
    await page.goto(`${house.origin}/notice`);
    await page.getByRole('heading', { level: 1, name: TITLES[language] }).waitFor();
    expect(await page.locator('article h2').count()).toBe(16);
    await look(page, `open-notice-${language}`);
    await page.context().close();
  });

  it.each(inTurn(1, LANGUAGES))(
    'says to its officers that it differs from the rules, and in what, in %s',
    async language => {
      const { page } = await house.seat([{ role: 'rights-officer' }], language);
      await page.goto(`${house.origin}/register/notice`);
      await page.getByText('Konesali Oy').first().waitFor();
      await look(page, `notice-${language}`);
      await page.context().close();
    },
  );

  it.each(inTurn(2, LANGUAGES))('stands beside a record of processing, in %s', async language => {
    const { page } = await house.seat([{ role: 'administrator' }], language);
    await page.goto(`${house.origin}/register/processing`);
    await page.locator('article h2').first().waitFor();
    await page.getByText('S-12').first().waitFor();
    await look(page, `record-${language}`);
    await page.context().close();
  });

  it.each(inTurn(3, LANGUAGES))(
    'keeps what announcements say, and settles what nobody has said, in %s',
    async language => {
      const say = wordsIn(language);
      const { page } = await house.seat([{ role: 'administrator' }], language);
      await page.goto(`${house.origin}/announcements`);
      await page.getByText(ANNOUNCEMENT.text).waitFor();
      const button = page.getByRole('button', { name: say('announcements.enter'), exact: true });
      await button.click();
      await page.getByRole('textbox', { name: say('announcements.version'), exact: true }).fill(`2027-${language}`);
      await page
        .getByRole('textbox', { name: say('announcements.text'), exact: true })
        .fill('Puhelu tallennetaan palvelun kehittämiseksi.');
      await look(page, `announcement-settle-${language}`);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('announcements.send'), exact: true })
        .click();
      await page.getByText(say('announcements.done', { version: `2027-${language}` })).waitFor();
      await look(page, `announcements-${language}`);
      await page.context().close();
    },
  );

  it.each(inTurn(4, LANGUAGES))('shows beside a call the words that were heard in it, in %s', async language => {
    const { beside: server } = house;
    const { body } = await server
      .ingest()
      .deliver(callMetadata(new Date()), wav({ seconds: 1, seed: 7 + language.length }));
    const { page } = await house.seat([{ role: 'rights-officer' }], language);
    await page.goto(`${house.origin}/recordings/${String(body.id)}`);
    await page.locator('q', { hasText: ANNOUNCEMENT.text }).waitFor();
    await look(page, `recording-notice-${language}`);
    await page.getByText(ANNOUNCEMENT.version).first().waitFor();
    await page.getByRole('link', { name: wordsIn(language)('recording.openNotice'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: TITLES[language] }).waitFor();
    const heard = page.locator('p', { hasText: ANNOUNCEMENT.version }).locator('xpath=following-sibling::ul[1]');
    expect([await heard.textContent(), await heard.getAttribute('lang')]).toEqual([
      ANNOUNCEMENT.text,
      ANNOUNCEMENT.language,
    ]);
    await page.context().close();
  });
});
