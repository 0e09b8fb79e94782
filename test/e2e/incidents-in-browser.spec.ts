import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFindings } from '../support/browser/axe.js';
import { wav } from '../support/audio.js';
import { BrowserHouse } from '../support/browser/browser-house.js';
import { wordsIn, type Language } from '../support/browser/words.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { addPerson } from '../support/people.js';
import { inTurn } from '../support/whole.js';

const LANGUAGES = ['fi', 'sv', 'en'] as const;
const SLOW_MS = 240_000;
const NAME = 'Testi Soittaja';

describeWith('chromium', 'a breach of personal data in the built client, by a browser', chromium => {
  let house: BrowserHouse;
  let recordingId = '';
  let queue = '';
  let snoopId = '';

  beforeAll(async () => {
    house = await BrowserHouse.open(chromium);
    const { beside: server } = house;
    const { body } = await server.ingest().deliver(callMetadata(new Date()), wav({ seconds: 2 }));
    recordingId = String(body.id);
    [{ queue = '' } = {}] = await server.sql<{ queue: string }>('select queue from recording where id = $1', [
      recordingId,
    ]);
    const lead = { role: 'team-lead', purposes: ['service-development'] };
    const listener = await addPerson(server, { grants: [lead] });
    snoopId = listener.id;
    const snoop = await server.as(listener.username);
    await snoop.post(`/recordings/${recordingId}/playbacks`, { purpose: 'service-development', reference: 'INC-7' });
  }, SLOW_MS);

  afterAll(async () => {
    await house.close();
  });

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.TALLENNE_SHOTS;
    if (folder) {
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    }
    expect(await accessibilityFindings(page)).toEqual([]);
  }

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });

  async function registered(page: Page, language: Language): Promise<void> {
    const say = wordsIn(language);
    await page.goto(`${house.origin}/incidents`);
    await button(page, say('incidents.register')).click();
    await page.getByLabel(say('incidents.description')).fill('Puhelu kuunneltiin ilman tehtävää.');
    await look(page, `incident-register-${language}`);
    await inDialog(page, say('incidents.send.register')).click();
    await page.getByRole('heading', { level: 2, name: say('incidents.known') }).waitFor();
  }

  async function listed(page: Page, language: Language): Promise<void> {
    const say = wordsIn(language);
    await button(page, say('incidents.makeList')).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('fields.queue'), { exact: true }).fill(queue);
    await dialog.getByLabel(say('fields.queue'), { exact: true }).press('Enter'); // searches, and sends nothing
    await dialog.getByRole('checkbox').first().check({ force: true });
    await dialog.getByRole('listitem').filter({ hasText: queue }).waitFor();
    await look(page, `incident-scope-${language}`);
    await inDialog(page, say('incidents.send.list')).click();
    await page.getByText(say('incidents.done.listed')).waitFor();
    await page.getByRole('table').first().waitFor();
  }

  it.each(inTurn(1, LANGUAGES))(
    'is registered, listed without names, and named when somebody says why, in %s',
    async language => {
      const say = wordsIn(language);
      const revealedBefore = (await loggedEvents(house.beside, 'incident.person-revealed')).length;
      const { page } = await house.seat([{ role: 'rights-officer' }], language);
      await registered(page, language);
      await listed(page, language);
      expect(await page.getByText(NAME).count()).toBe(0);
      await page
        .getByRole('table', { name: say('incidents.soonGoneCaption') })
        .getByRole('link')
        .waitFor();
      await look(page, `incident-${language}`);

      const shown = page.getByRole('button', { name: new RegExp(`^${say('incidents.show')}`) }).first();
      await shown.click();
      await page.getByLabel(say('fields.reason')).fill('Hänelle ilmoitetaan.');
      await inDialog(page, say('incidents.show')).click();
      await page.getByRole('dialog').getByText(NAME).waitFor();
      await look(page, `incident-person-${language}`);
      await inDialog(page, say('common.close')).click();
      expect(await page.getByText(NAME).count()).toBe(0);
      const reveals = await loggedEvents(house.beside, 'incident.person-revealed');
      expect(reveals).toHaveLength(revealedBefore + 1);
      await page.context().close();
    },
    SLOW_MS,
  );

  it(
    'says until when the authority must be told and what is next before anything else, and leads there by its address',
    async () => {
      const say = wordsIn('fi');
      const { page } = await house.seat([{ role: 'rights-officer' }], 'fi');
      await registered(page, 'fi');
      const [first] = await page.getByRole('heading', { level: 2 }).allTextContents();
      expect(first).toBe(say('incidents.next'));
      const next = page.getByRole('region', { name: say('incidents.next') });
      await next.getByText(say('incidents.steps.list')).waitFor();
      await next.getByRole('link').click();
      await page.locator('h2:focus', { hasText: say('incidents.affected') }).waitFor();
      await page.context().close();
    },
    SLOW_MS,
  );

  it(
    'begins in the log with who did it, on its day, with its recording, none of which stands in an address',
    async () => {
      const say = wordsIn('fi');
      const { page } = await house.seat([{ role: 'rights-officer' }, { role: 'data-protection-officer' }], 'fi');
      await page.goto(`${house.origin}/access-log?recording=${recordingId}&action=playback.granted`);
      await page.getByRole('row').nth(1).getByRole('button').click();
      await page
        .getByRole('dialog')
        .getByRole('link', { name: say('incidents.ofEvent') })
        .click();
      await page.getByText(say('incidents.fromLogToCome')).waitFor();
      expect(new URL(page.url()).search).toBe('');
      await page.getByLabel(say('incidents.description')).fill('Puhelu kuunneltiin ilman tehtävää.');
      await inDialog(page, say('incidents.send.register')).click();
      await button(page, say('incidents.makeList')).click();
      await page.getByText(say('incidents.fromLog'), { exact: true }).waitFor();
      await inDialog(page, say('incidents.send.list')).click();
      await page.getByText(say('incidents.done.listed')).waitFor();
      const [scope] = await loggedEvents(house.beside, 'incident.affected-listed').then(events => events.slice(-1));
      expect(scope?.facts).toMatchObject({ calls: 'used', namedRecordings: 1, recordings: 1, staffIds: [snoopId] });
      await page.context().close();
    },
    SLOW_MS,
  );

  it(
    'is not notified by one person alone: another one reads why, and agrees',
    async () => {
      const say = wordsIn('fi');
      const [first, second] = [
        await house.seat([{ role: 'rights-officer' }], 'fi'),
        await house.seat([{ role: 'rights-officer' }], 'fi'),
      ];
      await registered(first.page, 'fi');
      await button(first.page, say('incidents.acts.not-notified')).click();
      await first.page.getByLabel(say('fields.reason')).fill('Tallenne oli oma, eikä se lähtenyt talosta.');
      await look(first.page, 'incident-not-notified-fi');
      await inDialog(first.page, say('incidents.send.not-notified')).click();
      await first.page.getByText(say('incidents.waitsForSecond')).waitFor();
      expect(await button(first.page, say('incidents.acts.confirmed')).count()).toBe(0);

      await second.page.goto(`${house.origin}/`);
      await second.page.goto(first.page.url());
      await second.page.getByText('Tallenne oli oma, eikä se lähtenyt talosta.').waitFor();
      await button(second.page, say('incidents.acts.confirmed')).click();
      await second.page.getByLabel(say('fields.reason')).fill('Samaa mieltä.');
      await inDialog(second.page, say('incidents.send.confirmed')).click();
      await second.page.getByText(say('incidents.done.confirmed')).waitFor();
      await look(second.page, 'incident-decided-fi');
      for (const { page } of [first, second]) await page.context().close();
    },
    SLOW_MS,
  );

  it.each(inTurn(2, LANGUAGES))(
    'stands in the list by its hours, which the data protection officer reads, in %s',
    async language => {
      const say = wordsIn(language);
      const { page } = await house.seat([{ role: 'data-protection-officer' }], language);
      await page.goto(`${house.origin}/incidents`);
      await page.getByRole('table').waitFor();
      expect(await button(page, say('incidents.register')).count()).toBe(0);
      await look(page, `incidents-${language}`);
      await page.context().close();
    },
    SLOW_MS,
  );
});
