import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { fillWithCalls } from '../studies/random-calls.js';
import { accessibilityFindings } from '../support/browser/axe.js';
import { BrowserHouse } from '../support/browser/browser-house.js';
import { SIDEWAYS } from '../support/browser/in-page.js';
import { describeWith } from '../support/describe-with.js';
import { inTurn } from '../support/whole.js';

const LANGUAGES = ['fi', 'sv', 'en'] as const;
const TITLES = { fi: 'Palvelutasotutkimukset', sv: 'Undersökningar av servicenivån', en: 'Service-level studies' };
const STUDIES = [{ role: 'team-lead', purposes: ['service-level-study'] }];
const TELEPHONE = { width: 320, height: 640 };

describeWith('chromium', 'studies of service levels in the built client, by a browser', chromium => {
  let house: BrowserHouse;

  beforeAll(async () => {
    house = await BrowserHouse.open(chromium);
    await fillWithCalls(house.beside, helsinkiDay(new Date()), { contacts: 9000, seed: 1 });
  });

  afterAll(async () => {
    await house.close();
  });

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.TALLENNE_SHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    expect(await accessibilityFindings(page)).toEqual([]);
  }

  const opened = async (page: Page, query: string) => {
    await page.goto(`${house.origin}/register/studies${query}`);
    await page.locator('.nested-bars').first().waitFor();
  };

  it.each(inTurn(1, LANGUAGES))(
    'are pictures with their tables, on any screen and on paper, in %s',
    async language => {
      const { page } = await house.seat(STUDIES, language);
      for (const group of ['day', 'hour', 'weekday', 'queue']) {
        await opened(page, `?group=${group}`);
        await page.getByRole('heading', { level: 1, name: TITLES[language] }).waitFor();
        expect(await page.locator('.nested-bars').count()).toBe(5);
        await look(page, `studies-${group}-${language}`);
      }
      await page.setViewportSize(TELEPHONE);
      for (const group of ['queue', 'day']) {
        await opened(page, `?group=${group}`);
        expect(await page.evaluate<string[]>(SIDEWAYS)).toEqual([]);
        await look(page, `studies-${group}-320-${language}`);
      }
      await page.context().close();
    },
    300_000,
  );

  it('stand in the address, and every picture is of the rows of its table', async () => {
    const { page, watched } = await house.seat(STUDIES);
    await opened(page, '');
    await page.getByRole('button', { name: 'Day Grouping' }).click();
    await page.getByRole('option', { name: 'Unit' }).click();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('rowheader', { name: 'Osasto 1' }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('group')).toBe('unit');
    const { body } = await (
      await house.beside.as('liisa.lupa')
    ).get(`/studies/service-levels?${new URL(page.url()).searchParams.toString()}`);
    const rows = body.rows as { key: string; calls: number }[];
    const table = page.getByRole('table', { name: 'Calls', exact: true });
    for (const { key, calls } of rows) {
      const name = key === '' ? 'not told apart' : key;
      const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
      expect(await row.getByRole('cell').first().innerText()).toBe(calls.toLocaleString('en-GB'));
    }
    expect(await page.locator('.nested-bars').first().locator('.nested-bars__row').count()).toBe(rows.length);
    await page.goBack();
    await page.waitForURL(url => url.searchParams.get('group') !== 'unit');
    expect(watched.faults).toEqual([]);
    await page.context().close();
  });

  it('say when there is nothing to tell, and when it cannot be told now', async () => {
    const { page } = await house.seat(STUDIES, 'fi');
    const day = addDays(helsinkiDay(new Date()), -400);
    await page.goto(`${house.origin}/register/studies?from=${day}&through=${day}`);
    await page.getByText('Ajalla ei ole viittä puhelua, joista voisi kertoa.').waitFor();
    await page.getByText('Päiväluvut puuttuvat yhdeltä päivältä.').waitFor();
    await look(page, 'studies-empty-fi');
    await page.route('**/api/v1/studies/**', route => route.fulfill({ status: 500, body: '{}' }));
    await page.goto(`${house.origin}/register/studies?group=month`);
    await page.getByRole('button', { name: 'Yritä uudelleen' }).waitFor();
    await look(page, 'studies-error-fi');
    await page.context().close();
  });

  it('show every table on paper, folded or not', async () => {
    const { page } = await house.seat(STUDIES, 'fi');
    await opened(page, '?group=day');
    const cell = page.locator('.study-table td').first();
    expect(await cell.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await cell.isVisible()).toBe(true);
    await look(page, 'studies-print-fi');
    await page.context().close();
  });
});
