import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { CheckPromises } from '../../src/register/index.js';
import { accessibilityFindings } from '../support/browser/axe.js';
import { BrowserHouse } from '../support/browser/browser-house.js';
import { SIDEWAYS } from '../support/browser/in-page.js';
import { describeWith } from '../support/describe-with.js';
import { SETTLED } from '../support/settled-notice.js';
import { inTurn } from '../support/whole.js';

const LANGUAGES = ['fi', 'sv', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

const WORDS = {
  fi: {
    promises: 'Lupaukset ja näyttö',
    broken: 'Ei pidä',
    open: 'Avoimet kysymykset ja käyttöönotto',
    staff: 'Henkilöstölle tiedottaminen',
  },
  sv: {
    promises: 'Löften och bevis',
    broken: 'Hålls inte',
    open: 'Öppna frågor och ibruktagande',
    staff: 'Information till personalen',
  },
  en: {
    promises: 'Promises and proof',
    broken: 'Broken',
    open: 'Open questions and going live',
    staff: 'Staff informed',
  },
} as const satisfies Record<Language, object>;

describeWith('chromium', 'promises and open findings in the built client, by a browser', chromium => {
  let house: BrowserHouse;

  beforeAll(async () => {
    house = await BrowserHouse.open(chromium, { ...SETTLED });
    const { beside: server } = house;
    await server.sql(`update access_grant set until_on = from_on + 1000 where role = 'trainer'`);
    await server.app.get(CheckPromises).execute(THE_SYSTEM);
    const oili = await server.as('oili.oikeus');
    const dueOn = addDays(helsinkiDay(server.clock.now()), 7);
    await oili.request('PUT', '/going-live/staff-informed/owner', { ownerId: server.ids.get('oili.oikeus'), dueOn });
  });

  afterAll(async () => {
    await house.close();
  });

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.TALLENNE_SHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    expect(await accessibilityFindings(page)).toEqual([]);
  }

  it.each(inTurn(1, LANGUAGES))(
    'shows an auditor which promise does not hold, and who answers for it, in %s',
    async language => {
      const { page } = await house.seat([{ role: 'auditor' }], language);
      await page.goto(`${house.origin}/register/promises`);
      await page.getByRole('heading', { level: 1, name: WORDS[language].promises }).waitFor();
      const row = page.getByRole('row').filter({ hasText: 'grants.md#a-grant-by-two' });
      await row.getByText(WORDS[language].broken, { exact: true }).waitFor();
      await look(page, `promises-${language}`);
      await row.getByRole('button').click();
      await page.getByRole('dialog').getByRole('button').first().waitFor();
      await look(page, `promise-incident-${language}`);
      await page.context().close();
    },
  );

  it.each(inTurn(2, LANGUAGES))('shows a rights officer what is open, in %s', async language => {
    const { page } = await house.seat([{ role: 'rights-officer' }], language);
    await page.goto(`${house.origin}/register/going-live`);
    await page.getByRole('heading', { level: 1, name: WORDS[language].open }).waitFor();
    await page.getByRole('table').waitFor();
    await look(page, `going-live-${language}`);
    await page.getByRole('row').filter({ hasText: WORDS[language].staff }).getByRole('button').click();
    await page.getByRole('dialog').getByText('Oili Oikeus').waitFor();
    await look(page, `open-finding-${language}`);
    await page.context().close();
  });

  it('lets an auditor check at once and settle what is not theirs, and says so', async () => {
    const { page } = await house.seat([{ role: 'auditor' }], 'fi');
    await page.goto(`${house.origin}/register/promises`);
    await page.getByRole('button', { name: 'Tarkista nyt' }).click();
    await page.getByText('Lupaukset on tarkistettu.').waitFor();
    await page.getByRole('row').filter({ hasText: 'grants.md#a-grant-by-two' }).getByRole('button').click();
    await page.getByRole('button', { name: 'Ratkaise', exact: true }).click();
    await page.getByLabel('Perustelut').fill('Oikeus on lyhennetty.');
    await page.getByRole('button', { name: 'Ratkaise poikkeama' }).click();
    await page.getByText('Poikkeama on ratkaistu.').waitFor();
    await page.getByRole('row').filter({ hasText: 'Ratkaistu' }).waitFor();
    await page.context().close();
  });

  it('is given an owner and decided in the browser', async () => {
    const { page, username } = await house.seat([{ role: 'rights-officer' }], 'fi');
    await page.goto(`${house.origin}/register/going-live`);
    const open = async () =>
      page.getByRole('row').filter({ hasText: 'Potilaat rekisteröityjen ryhmissä' }).getByRole('button').click();
    await open();
    await page.getByRole('button', { name: 'Nimeä vastuuhenkilö' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Vastuuhenkilö/ })
      .click();
    await page.getByRole('option', { name: `Testi ${username.split('.')[1] ?? ''}`, exact: true }).click();
    await page.getByLabel('Määräpäivä').fill('31.12.2099');
    await page.getByRole('button', { name: 'Tallenna' }).click();
    await page.getByText('Vastuuhenkilö on nimetty.').waitFor();
    await open();
    await page.getByRole('button', { name: 'Päätä', exact: true }).click();
    await page.getByLabel('Perustelu').fill('Potilaat lisätään.');
    await page.getByRole('button', { name: 'Päätä asia' }).click();
    await page.getByText('Päätös on kirjattu.').waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'Potilaat rekisteröityjen ryhmissä' })
      .getByText('Ratkaistu')
      .waitFor();
    await page.context().close();
  });

  it('shows what a period would move before it is proposed, and then who must adopt it and where', async () => {
    const { page, id } = await house.seat([{ role: 'administrator' }], 'fi');
    const paula = await house.beside.as('paula.paakayttaja');
    const dueOn = addDays(helsinkiDay(house.beside.clock.now()), 7);
    await paula.request('PUT', '/going-live/retention-61-days-or-2-months/owner', { ownerId: id, dueOn });
    await page.goto(`${house.origin}/register/going-live`);
    const row = page.getByRole('row').filter({ hasText: '61 vuorokautta vai kaksi kuukautta' });
    await row.getByRole('button').click();
    await page.getByRole('button', { name: 'Päätä', exact: true }).click();
    await page.getByText('Valitse vaihtoehto ja päivä').waitFor();
    await page.getByText('Kaksi kuukautta (12 §)').click();
    await page.getByRole('dialog').getByText('Ensimmäisenä muuttuu').waitFor();
    expect(await house.beside.sql(`select from retention_rule where state = 'proposed'`)).toHaveLength(0);
    await look(page, 'rule-previewed');
    await page.getByLabel('Perustelu').fill('Kaksi kuukautta on sovittu.');
    await page.getByRole('button', { name: 'Ehdota säilytysaikaa' }).click();
    await page.getByText('Toinen pääkäyttäjä ottaa sen käyttöön').waitFor();
    await row.getByRole('button').click();
    await page.getByRole('dialog').getByText('Odottaa, että toinen pääkäyttäjä').waitFor();
    await page.context().close();
  });

  it.each(['promises', 'going-live'])('is read on a screen of 320 px without scrolling sideways: %s', async path => {
    const { page } = await house.seat([{ role: 'auditor' }], 'fi');
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`${house.origin}/register/${path}`);
    await page.getByRole('table').first().waitFor();
    expect(await page.evaluate<string[]>(SIDEWAYS)).toEqual([]);
    await look(page, `${path}-320`);
    await page.context().close();
  });
});
