import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { lastWeekOn } from '../../src/recordings/samples/week.js';
import { wav } from '../support/audio.js';
import { launchChromium } from '../support/browser/chromium.js';
import { addPasskeyDevice } from '../support/browser/passkey-device.js';
import { FaultProcess } from '../support/fault-process.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { pageOriginOf } from '../support/second-factor.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';

const SLOW_MS = 240_000;

describeWith(
  'chromium',
  'samples, training copies and departures in the built client, by a browser',
  executablePath => {
    let beside: TestServer;
    let served: FaultProcess;
    let browser: Browser;
    const pages = new Map<string, Page>();

    /** The server of the tests makes the people and the calls; the built one, on the same database, serves the client. */
    beforeAll(async () => {
      beside = await startTestServer({ at: new Date(), secondFactor: true });
      const lastWeek = startOfDay(addDays(lastWeekOn(new Date()), 2));
      for (let n = 1; n <= 3; n += 1) {
        const ended = new Date(lastWeek.getTime() + (9 + n) * 3_600_000);
        const { status } = await beside.ingest().deliver(callMetadata(ended), wav({ seconds: 3, seed: n }));
        expect(status).toBe(201);
      }
      served = await FaultProcess.start(beside.env);
      browser = await launchChromium(executablePath);
    }, SLOW_MS);

    afterAll(async () => {
      await browser.close();
      await served.stop();
      await beside.stop();
    });

    /** The page of a person in a browser of their own, signed in with a passkey that they set up there. */
    async function pageOf(username: string): Promise<Page> {
      const known = pages.get(username);
      if (known) return known;
      const context = await browser.newContext({ locale: 'en' });
      await context.addInitScript(() => {
        localStorage.setItem('tallenne-language', 'en');
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await addPasskeyDevice(page);
      await page.goto(pageOriginOf(served.url));
      await page.getByLabel('User name').fill(username);
      await page.getByLabel('Password').fill(DEMO_PASSWORD);
      await button(page, 'Sign in').click();
      await page.getByLabel('Name of the passkey').fill('Testikone');
      await button(page, 'Create a passkey').click();
      await button(page, 'I have kept the codes').click();
      await page
        .getByRole('navigation', { name: 'Main navigation' })
        .or(page.getByRole('navigation'))
        .first()
        .waitFor();
      pages.set(username, page);
      return page;
    }

    const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
    const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
    const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
    const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });
    const goTo = (page: Page, path: string) => page.goto(`${pageOriginOf(served.url)}${path}`);

    it(
      'tells a team lead at the start that last week’s sample is not drawn, and draws it',
      async () => {
        const page = await pageOf('liisa.lupa');
        await goTo(page, '/');
        await heading(page, 'Last week’s sample not drawn').waitFor();
        await goTo(page, '/weekly-samples');
        await button(page, 'Draw').click();
        await heading(page, 'How it was drawn').waitFor();
        expect(await page.getByText('Not listened to').count()).toBe(3);
        const [drawn] = await loggedEvents(beside, 'weekly-sample.drawn');
        await page.getByText(String(drawn?.facts?.seed)).waitFor();
        await goTo(page, '/tasks');
        await heading(page, 'Waiting for you').waitFor();
        expect(await heading(page, 'Last week’s sample not drawn').count()).toBe(0);
      },
      SLOW_MS,
    );

    it(
      'has a call listened to before a note, which the agent alone reads',
      async () => {
        const page = await pageOf('liisa.lupa');
        await goTo(page, '/weekly-samples');
        await page.getByRole('rowheader').getByRole('link').first().click();
        await heading(page, 'How it was drawn').waitFor();
        const sample = page.url();
        await page.getByRole('rowheader').getByRole('link').first().click();
        await button(page, 'Listen').click();
        expect(await page.getByRole('dialog').locator('input[name=reference]').inputValue()).toMatch(/^OTOS-\d{4}-/);
        await page.getByRole('dialog').locator('button[type=submit]').click();
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await page.goto(sample);
        await page.getByRole('button', { name: /^Write a note: / }).click();
        await page.getByRole('dialog').locator('textarea').fill('Hyvin kysytty.');
        await inDialog(page, 'Save the note').click();
        await page.getByText('The note is saved.').waitFor();

        const agent = await pageOf('maija.malli');
        await goTo(agent, '/');
        await heading(agent, 'Unread notes on your calls').waitFor();
        await goTo(agent, '/call-notes');
        await agent.getByText('Unread').first().waitFor();
        await agent.getByRole('button', { name: /^Show: / }).click();
        await agent.getByText('Hyvin kysytty.').waitFor();
        await inDialog(agent, 'Close').click();
        await agent.getByText('Unread').waitFor({ state: 'detached' });

        await page.goto(sample);
        await page.getByText(/^The agent read it/).waitFor();
        expect(await page.getByRole('button', { name: /^Amend the note: / }).count()).toBe(0);
      },
      SLOW_MS,
    );

    it(
      'has a trainer ask for a training copy, and a team lead approve it with a mark, and give it up',
      async () => {
        const [first] = await beside.sql<{ id: string }>('select id from recording order by id limit 1');
        const id = first?.id ?? '';
        const trainer = await pageOf('kirsi.koulu');
        await goTo(trainer, `/recordings/${id}`);
        await button(trainer, 'Ask for a training copy').click();
        const form = trainer.getByRole('dialog');
        await form.getByLabel('Reference of the course').fill('KURSSI-7');
        await form.locator('textarea').fill('Hyvä esimerkki.');
        const until = addDays(helsinkiDay(new Date()), 90).split('-').map(Number).reverse().join('.');
        await form.locator('input[name=until]').fill(until);
        await inDialog(trainer, 'Send the request').click();
        await trainer.getByText('The request waits for a second person.').waitFor();
        await goTo(trainer, '/training-copies');
        await trainer.getByRole('button', { name: /^Show: KURSSI-7, / }).click();
        await trainer.getByText('Hyvä esimerkki.').waitFor();
        expect(await inDialog(trainer, 'Approve').count()).toBe(0);

        const lead = await pageOf('liisa.lupa');
        await goTo(lead, '/tasks');
        await heading(lead, 'Training copies to decide').waitFor();
        await goTo(lead, '/training-copies');
        await lead.getByRole('button', { name: /^Show: KURSSI-7, / }).click();
        await link(lead, 'Listen to the recording for training').waitFor();
        await inDialog(lead, 'Approve').click();
        await lead.getByText('I hide stretches').click();
        await lead.getByLabel('From').fill('0:01');
        await lead.getByLabel('To', { exact: true }).fill('0:00');
        await inDialog(lead, 'Approve and make the copy').click();
        await lead.getByText('Give a beginning and an end after it').first().waitFor();
        await lead.getByLabel('To', { exact: true }).fill('0:02');
        await inDialog(lead, 'Approve and make the copy').click();
        await lead.getByText('The training copy is made.').waitFor();
        const [made] = await loggedEvents(beside, 'training-copy.made');
        expect(made).toMatchObject({ outcome: 'done', reference: 'KURSSI-7', facts: { marks: 1 } });

        await goTo(lead, '/training-copies?state=made');
        await lead.getByRole('button', { name: /^Show: KURSSI-7, / }).click();
        await inDialog(lead, 'Give the copy up').click();
        await lead.getByRole('dialog').locator('button[type=submit]').click();
        await lead.getByText('The copy is given up.').waitFor();
      },
      SLOW_MS,
    );

    it(
      'has an administrator propose to take everything out, and a rights officer decide',
      async () => {
        const administrator = await pageOf('yrjo.yllapito');
        await goTo(administrator, '/departures');
        await button(administrator, 'Propose to take everything out').click();
        await administrator.getByLabel('Where to').fill('Uusi järjestelmä');
        await administrator.getByRole('dialog').locator('textarea').fill('Sopimus päättyy.');
        await inDialog(administrator, 'Send the proposal').click();
        await administrator.getByText('The proposal waits for another person’s decision.').waitFor();
        await administrator.getByRole('button', { name: /^Show: Uusi järjestelmä, / }).click();
        await administrator.getByText('Sopimus päättyy.').waitFor();
        expect(await inDialog(administrator, 'Approve').count()).toBe(0);

        const officer = await pageOf('oili.oikeus');
        await goTo(officer, '/');
        await heading(officer, 'Taking everything out, to decide').waitFor();
        await goTo(officer, '/departures');
        await officer.getByRole('button', { name: /^Show: Uusi järjestelmä, / }).click();
        await inDialog(officer, 'Approve').click();
        await officer.getByRole('dialog').locator('textarea').fill('Sovittu.');
        await inDialog(officer, 'Approve it').click();
        await officer.getByText('It is approved.').waitFor();
        const [decided] = await loggedEvents(beside, 'departure.decided');
        expect(decided).toMatchObject({ outcome: 'done', facts: { outcome: 'approved' } });
      },
      SLOW_MS,
    );
  },
);
