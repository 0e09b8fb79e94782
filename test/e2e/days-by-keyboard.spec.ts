import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { lastWeekOn } from '../../src/recordings/samples/week.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { BrowserHouse, type PersonAtBrowser } from '../support/browser/browser-house.js';
import { Hands } from '../support/browser/hands.js';
import { audioOf } from '../support/browser/page-state.js';
import { addPasskeyDevice } from '../support/browser/passkey-device.js';
import { soon } from '../support/browser/soon.js';
import { dayIn, wordsIn, type Language } from '../support/browser/words.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';

const SLOW_MS = 300_000;
const HOUR_MS = 3_600_000;
const ALAW = 6;
const CALLER = { category: 'customer-staff', name: 'Testi Soittaja', phone: '+358401234567' };
const PERSONAL = ['soittaja', '401234567'];
const NOTE = 'Bra frågat, lugnt samtal.';

/** Somebody whose mouse is not plugged in. */
interface AtKeyboard extends PersonAtBrowser {
  readonly hands: Hands;
  readonly words: ReturnType<typeof wordsIn>;
}

describeWith('chromium', 'days by keyboard alone', executablePath => {
  let house: BrowserHouse;
  let agent: AtKeyboard;
  let lead: AtKeyboard;

  /** Three calls of the agent's, of the last week, so that a sample of it can be drawn. */
  beforeAll(async () => {
    house = await BrowserHouse.open(executablePath);
    agent = await atKeyboard([{ role: 'agent', purposes: ['service-development'] }], 'fi');
    lead = await atKeyboard([{ role: 'team-lead', purposes: ['service-development'] }], 'sv');
    const week = startOfDay(addDays(lastWeekOn(new Date()), 2));
    for (let call = 1; call <= 3; call += 1) {
      const ended = new Date(week.getTime() + (9 + call) * HOUR_MS);
      const metadata = callMetadata(ended, {
        ...{ agent: { username: agent.username }, caller: CALLER, channels: ['agent', 'caller'] },
      });
      const audio = wav({ seconds: 40, tag: ALAW, seed: call });
      expect((await house.beside.ingest().deliver(metadata, audio)).status).toBe(201);
    }
    // A list that was empty a moment ago would be shown again.
    for (const who of [agent, lead]) await who.hands.signIn(who.username);
  }, SLOW_MS);

  afterAll(async () => {
    await checkCustody(house.beside);
    await house.close();
  });

  async function atKeyboard(grants: readonly object[], usual: Language): Promise<AtKeyboard> {
    const language = dayIn(usual);
    const person = await house.door(grants as readonly Readonly<Record<string, unknown>>[], language);
    const hands = new Hands(person.page);
    await addPasskeyDevice(person.page);
    await person.page.reload();
    return { ...person, hands, words: wordsIn(language) };
  }

  const button = ({ page, words }: AtKeyboard, name: string, within?: Locator) =>
    (within ?? page).getByRole('button', { name: words(name), exact: true });
  const dialog = ({ page }: AtKeyboard) => page.getByRole('dialog');
  const rows = ({ page }: AtKeyboard) => page.getByRole('rowheader').getByRole('link');

  /** By the navigation: a group is opened, then a place of it. */
  async function goTo(who: AtKeyboard, group: string, place: string): Promise<void> {
    const navigation = who.page.getByRole('navigation', { name: who.words('nav.label') });
    const opener = navigation.getByRole('button', { name: who.words(`nav.groups.${group}`) });
    const link = navigation.getByRole('link', { name: who.words(`nav.${place}`), exact: true });
    await navigation.waitFor();
    await soon(async () => (await opener.count()) + (await link.count()) > 0);
    if ((await opener.count()) > 0 && (await opener.getAttribute('aria-expanded')) === 'false')
      await who.hands.enter(opener);
    await who.hands.enter(link);
    await navigation.locator('a[aria-current=page]', { hasText: who.words(`nav.${place}`) }).waitFor();
  }

  /** Finds the calls by the telephone number, walks the list, opens one, and comes to what may be heard. */
  async function findByTelephone(who: AtKeyboard): Promise<void> {
    await rows(who).first().waitFor();
    await who.hands.press('/');
    await who.hands.type(CALLER.phone);
    await who.hands.press('Enter');
    await who.page.getByText(who.words('recordings.foundCaption')).first().waitFor();
    await soon(async () => (await rows(who).count()) === 3);
    await who.hands.press('Escape', 'Tab');
    await who.hands.tabTo(rows(who).first());
    await who.hands.press('j', 'ArrowDown', 'k');
    expect(await who.hands.isOn(rows(who).nth(1))).toBe(true);
    await who.hands.press('Enter');
    await button(who, 'listening.listen').waitFor();
  }

  /** States the purpose and listens: pause, back and on, a stretch again and again. */
  async function listen(who: AtKeyboard, reference: string): Promise<void> {
    const { page, hands } = who;
    await hands.enter(button(who, 'listening.listen'));
    const field = dialog(who).getByRole('textbox');
    if (!(await field.isVisible())) await hands.press('Space');
    await hands.write(field, reference);
    await hands.press('Enter');
    await page.locator('.player').waitFor();
    const at = async () => (await audioOf(page)).currentTime;
    await soon(async () => (await at()) > 0);
    await hands.press('Space');
    expect((await audioOf(page)).paused).toBe(true);
    const before = await at();
    await hands.press('l', 'l', 'j');
    expect(await at()).toBeCloseTo(before + 5, 1);
    await hands.press('i', 'l', 'o');
    await page
      .getByText(/\d:\d\d–\d:\d\d/)
      .first()
      .waitFor();
  }

  it(
    'a team lead finds, hears and keeps a call, draws the sample of the week and writes a note',
    async () => {
      const { page, hands, words } = lead;
      await goTo(lead, 'recordings', 'samples');
      await hands.enter(button(lead, 'samples.drawIt'));
      await page.getByRole('heading', { name: words('samples.howDrawn') }).waitFor();
      await hands.enter(rows(lead).first());
      await button(lead, 'listening.listen').waitFor();
      await hands.enter(button(lead, 'listening.listen'));
      await hands.tabTo(dialog(lead).getByRole('textbox'));
      await hands.press('Enter');
      await page.locator('.player').waitFor();
      await soon(async () => (await audioOf(page)).currentTime > 0);
      await hands.press('Space');
      await page.goBack();
      await hands.enter(page.getByRole('button', { name: `${words('samples.noteActs.write')}: ` }).first());
      await hands.write(dialog(lead).locator('textarea'), NOTE);
      await hands.enter(button(lead, 'samples.saveNote', dialog(lead)));
      await page.getByText(words('samples.noteWritten')).waitFor();
      expect(await loggedEvents(house.beside, 'call-note.written')).toHaveLength(1);

      await goTo(lead, 'recordings', 'recordings');
      await findByTelephone(lead);
      await listen(lead, 'UTV-7');
      await hands.enter(button(lead, 'holds.ask'));
      await dialog(lead).waitFor();
      await hands.press('Tab', 'Space');
      await hands.write(dialog(lead).locator('input[name=reference]'), 'V-7');
      await hands.write(dialog(lead).locator('textarea'), 'Reklamationen utreds.');
      const [year, month, day] = addDays(helsinkiDay(new Date()), 90).split('-').map(Number);
      await hands.write(dialog(lead).locator('input[name=until]'), `${day ?? ''}.${month ?? ''}.${year ?? ''}`);
      await hands.enter(button(lead, 'holds.send.request', dialog(lead)));
      await dialog(lead).waitFor({ state: 'detached' });
      expect(await loggedEvents(house.beside, 'hold.requested')).toHaveLength(1);
    },
    SLOW_MS,
  );

  it(
    'an agent reads the note, finds and hears the call, ties it to a ticket, and is back at the same row',
    async () => {
      const { page, hands, words } = agent;
      await goTo(agent, 'recordings', 'callNotes');
      await hands.enter(page.getByRole('button', { name: `${words('log.open')}: ` }).first());
      await dialog(agent).getByText(NOTE).waitFor();
      await hands.press('Escape');
      await dialog(agent).waitFor({ state: 'detached' });
      await goTo(agent, 'recordings', 'recordings');
      await findByTelephone(agent);
      const opened = new URL(page.url()).pathname;
      await listen(agent, 'INC-77');
      await hands.enter(button(agent, 'ticket.add'));
      await hands.write(page.getByRole('textbox', { name: words('ticket.reference') }), 'INC-77');
      await hands.press('Enter');
      await page.getByRole('link', { name: 'INC-77', exact: true }).waitFor();
      await hands.press('Escape');
      await rows(agent).first().waitFor();
      await soon(async () => hands.isOn(page.locator(`a[href="${opened}"]`)));
      const granted = (await loggedEvents(house.beside, 'playback.granted')).at(-1);
      expect(granted).toMatchObject({ reference: 'INC-77', actor: { id: agent.id } });
    },
    SLOW_MS,
  );

  it('ends with nobody else asked and nothing personal in an address', () => {
    for (const { watched, username } of [agent, lead]) {
      expect(watched.strangers(house.origin)).toEqual([]);
      expect(watched.tellingAddresses([...PERSONAL, username])).toEqual([]);
      expect([...watched.faults, ...watched.violations]).toEqual([]);
    }
  });
});
