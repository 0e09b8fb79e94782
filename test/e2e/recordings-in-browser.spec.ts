import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { LongWork } from '../../src/platform/work/index.js';
import { wav } from '../support/audio.js';
import { accessibilityFindings } from '../support/browser/axe.js';
import { BrowserHouse, type PersonAtBrowser } from '../support/browser/browser-house.js';
import { heardAfterMs, measureHearing, median, serverCosts } from '../support/browser/heard.js';
import { audioOf, focusedLink, steadyBox, storedText } from '../support/browser/page-state.js';
import { soon } from '../support/browser/soon.js';
import { signInAgain } from '../support/browser/sign-in-in-browser.js';
import { LANGUAGES } from '../support/browser/words.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { inTurn } from '../support/whole.js';

const MINUTE_MS = 60_000;
const CALLS = 12;
const CALLER = { category: 'customer-staff', name: 'Testi Soittaja', phone: '+358401234567', email: 't@example.org' };
const CODE = '240688U9367';
const PERSONAL = ['Soittaja', '401234567', 't@example.org', CODE];
/** Of what the server takes for it; the rest is the browser's. In milliseconds it is a figure of the machine. */
const HEARD_WITHIN = 8;
const ALAW = 6;

/** The name of a text, which stands where the text itself is missing. */
const UNTRANSLATED = /^[a-z][A-Za-z]+(\.[A-Za-z]+)+$/;

describeWith('chromium', 'recordings, as people use them all day', executablePath => {
  let house: BrowserHouse;
  const ids: string[] = [];

  beforeAll(async () => {
    house = await BrowserHouse.open(executablePath);
    for (let call = 0; call < CALLS; call += 1) ids.push(await deliver(call));
  });

  afterAll(async () => {
    await house.close();
  });

  /** Calls of the last hours, the newest last; the one before it has a ticket, waited for 12 s and was on hold for 10 s. */
  async function deliver(call: number): Promise<string> {
    const endedAt = Date.now() - (CALLS - call) * 20 * MINUTE_MS;
    const [startedAt, answeredAt] = [endedAt - 52_000, endedAt - 40_000].map(ms => new Date(ms).toISOString());
    const metadata = callMetadata(house.beside.clock.now(), {
      ...{ startedAt, answeredAt, endedAt: new Date(endedAt).toISOString(), channels: ['agent', 'caller'] },
      ...{
        stretches: [{ kind: 'on-hold', fromMs: 10_000, toMs: 20_000 }],
        ...(call === CALLS - 2 ? { ticket: 'INC-7' } : {}),
      },
      caller: { ...CALLER, ...(call === 0 ? { personalIdentityCode: CODE } : {}) },
    });
    const { status, body } = await house.beside
      .ingest()
      .deliver(metadata, wav({ seconds: 40, tag: ALAW, seed: call + 1 }));
    expect(status).toBe(201);
    return String(body.id);
  }

  const seatAgent = () => house.seat([{ role: 'agent', purposes: ['service-development'] }]);
  const seatHandler = () => house.seat([{ role: 'complaint-handler', purposes: ['complaint'] }]);
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const rows = (page: Page) => page.getByRole('rowheader').getByRole('link');

  function expectDiscreet({ watched }: PersonAtBrowser): void {
    expect(watched.tellingAddresses(PERSONAL)).toEqual([]);
    expect(watched.strangers(house.origin)).toEqual([]);
    expect(watched.faults).toEqual([]);
  }

  async function listenTo(page: Page, reference: string): Promise<void> {
    await button(page, 'Listen').click();
    await page.getByRole('dialog').getByRole('textbox').fill(reference);
    await button(page, 'Begin the playback').click();
    await page.getByRole('group', { name: 'Player' }).waitFor();
  }

  it('an agent finds, hears and ties a call to a ticket by mouse', async () => {
    const agent = await seatAgent();
    const { page } = agent;
    await page.getByRole('heading', { name: 'Call recordings', exact: true }).waitFor();
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(CALLS);
    await page.getByRole('combobox', { name: 'Queue' }).fill('user-support');
    await button(page, 'Show').click();
    await page.waitForURL('**/recordings?queue=user-support');
    await button(page, 'Save this search').click();
    await page.getByRole('dialog').getByRole('textbox').fill('Oma jono');
    await button(page, 'Save').click();
    await page.getByRole('link', { name: 'Oma jono' }).waitFor();
    await rows(page).first().click();
    await listenTo(page, 'INC-1');
    await button(page, 'Pause').click();
    await button(page, 'End the playback').click();
    await button(page, 'Add a ticket').click();
    await page.getByRole('textbox', { name: 'Ticket number' }).fill('INC-1');
    await button(page, 'Save').click();
    await page.getByRole('link', { name: 'INC-1' }).waitFor();
    await button(page, 'Show earlier playbacks').click();
    await page.getByText('Listened to 1 time.').waitFor();
    const [granted] = (await loggedEvents(house.beside, 'playback.granted')).slice(-1);
    expect(granted).toMatchObject({ purpose: 'service-development', reference: 'INC-1', actor: { id: agent.id } });
    expectDiscreet(agent);
  });

  it('a complaint handler does the same by keyboard alone, and comes back to the same row', async () => {
    const handler = await seatHandler();
    const { page } = handler;
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await rows(page).first().waitFor();
    await press('/');
    await page.keyboard.type(CALLER.phone);
    await press('Enter');
    await page.getByText('Call recordings found by personal data, newest first').waitFor();
    await page.getByRole('heading', { name: 'Call recordings', exact: true }).focus();
    await press('j', 'j', 'ArrowDown', 'k');
    const opened = await focusedLink(page);
    expect(opened).toBe(`/recordings/${ids[CALLS - 2] ?? ''}`);
    await press('Enter');
    await button(page, 'Listen').focus();
    await press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').focus();
    await page.keyboard.type('V-7');
    await dialog.getByRole('checkbox').focus();
    await press('Space');
    await button(page, 'Begin the playback').focus();
    await press('Enter');
    await page.getByRole('group', { name: 'Player' }).waitFor();
    await soon(async () => (await audioOf(page)).currentTime > 0);
    await press('Space');
    expect((await audioOf(page)).paused).toBe(true);
    const at = async () => (await audioOf(page)).currentTime;
    const before = await at();
    await press('l', 'l', 'j', '.', ',');
    expect(await at()).toBeCloseTo(before + 5, 1);
    await press('i', 'l', 'o');
    await page.getByText(/^Looping 0:0\d–0:1\d\.$/).waitFor();
    await press('Escape');
    await rows(page).first().waitFor();
    await soon(async () => (await focusedLink(page)) === opened);
    expect(page.url()).toBe(`${house.origin}/recordings`);
    expectDiscreet(handler);
  });

  it('plays a stretch again and again, as drawn over the waveform, at the same pitch, and one voice alone', async () => {
    const { page } = await seatAgent();
    await page.goto(`${house.origin}/recordings/${ids[3] ?? ''}`);
    await listenTo(page, 'INC-2');
    const wave = await steadyBox(page.locator('.player__wave'));
    const x = (share: number) => wave.x + wave.width * share;
    await page.mouse.move(x(0.5), wave.y + 10);
    await page.mouse.down();
    await page.mouse.move(x(0.52), wave.y + 10, { steps: 5 });
    await page.mouse.up();
    await page.getByText(/^Looping 0:(19|20)–0:(20|21)\.$/).waitFor();
    await page.getByLabel('Speed').selectOption('2');
    await page.getByLabel('Heard').selectOption({ label: 'caller' });
    expect(await audioOf(page)).toMatchObject({ playbackRate: 2, preservesPitch: true });
    await page.waitForTimeout(2_500);
    const at = (await audioOf(page)).currentTime;
    expect(at).toBeGreaterThan(19);
    expect(at).toBeLessThan(21.5);
    await button(page, 'Clear the loop').click();
    await soon(async () => (await audioOf(page)).currentTime > 21.5);
  });

  it('keeps a purpose chosen for the next calls, says so, states it anew each time and lets go of it', async () => {
    const { page, id } = await seatHandler();
    await rows(page).first().click();
    await button(page, 'Listen').click();
    await page.getByRole('dialog').getByRole('textbox').fill('V-9');
    await page.getByText('Keep chosen for the next calls for 30 minutes').click();
    await button(page, 'Begin the playback').click();
    await button(page, 'End the playback').click();
    await page.getByRole('link', { name: 'Back to call recordings' }).click();
    await rows(page).nth(1).click();
    await page.getByText(/The purpose stays chosen: Complaint, V-9, until/).waitFor();
    await button(page, 'Listen').click();
    await page.getByRole('group', { name: 'Player' }).waitFor();
    const events = (await loggedEvents(house.beside, 'playback.granted')).filter(({ actor }) => actor.id === id);
    expect(events.map(({ purpose, reference }) => [purpose, reference])).toEqual([
      ['complaint', 'V-9'],
      ['complaint', 'V-9'],
    ]);
    await button(page, 'End the playback').click();
    await button(page, 'Stop keeping it').click();
    await button(page, 'Listen again').click();
    await page.getByRole('dialog').waitFor();
    expect(await storedText(page)).not.toContain('V-9');
  });

  it('is heard soon after the purpose is confirmed, without waiting for anything else', async () => {
    const { page } = await seatAgent();
    await page.goto(`${house.origin}/recordings/${ids[5] ?? ''}`);
    await button(page, 'Listen').waitFor();
    await measureHearing(page);
    for (let round = 1; round <= 9; round += 1) {
      await button(page, round === 1 ? 'Listen' : 'Listen again').click();
      await page.getByRole('dialog').getByRole('textbox').fill('INC-3');
      await button(page, 'Begin the playback').click();
      await soon(async () => (await heardAfterMs(page)).length === round);
      await button(page, 'End the playback').click();
    }
    const heard = await heardAfterMs(page);
    const { grantMs, firstByteMs } = await serverCosts(page);
    process.stdout.write(
      `heard after ${heard.map(ms => ms.toFixed(0)).join(', ')} ms: median ${median(heard).toFixed(0)} ms, of which ` +
        `the grant ${grantMs.toFixed(0)} ms, the first byte of the audio ${firstByteMs.toFixed(0)} ms\n`,
    );
    expect(median(heard)).toBeLessThanOrEqual(HEARD_WITHIN * (grantMs + firstByteMs));
  });

  it('shows how far work is that somebody waits for, and again after a reload', async () => {
    const { page, id } = await seatAgent();
    house.beside.clock.advance(Date.now() - house.beside.clock.now().getTime()); // both houses go by one time
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const work = house.beside.app.get(LongWork).run({ kind: 'redacted-copy', ownerId: id }, reached => {
      reached(3, 7);
      return promise;
    });
    const progress = page.getByRole('progressbar', { name: 'Making the redacted copy is under way.' });
    await progress.waitFor();
    await page.reload();
    await progress.waitFor();
    expect([await progress.getAttribute('value'), await progress.getAttribute('max')]).toEqual(['3', '7']);
    expect(await accessibilityFindings(page)).toEqual([]);
    house.beside.clock.advance(Date.now() - house.beside.clock.now().getTime());
    resolve(undefined);
    await work;
    await page.getByRole('status').getByText('Making the redacted copy is done.').waitFor();
  });

  it('is whole before the texts of other pages have come, and those wait for theirs', async () => {
    const { page } = await seatAgent();
    const held = Promise.withResolvers<undefined>();
    const languages: string[] = [];
    await page.route(/\/assets\/en-[^/]+\.js$/, async route => {
      languages.push(route.request().url());
      if (languages.length > 1) await held.promise; // the first has what is opened first
      await route.continue();
    });
    await page.goto(`${house.origin}/recordings`);
    await rows(page).first().waitFor();
    await soon(() => Promise.resolve(languages.length > 1));
    const texts = await page.locator('body').innerText();
    expect(texts.split(/\s+/).filter(word => UNTRANSLATED.test(word))).toEqual([]);
    await page.goto(`${house.origin}/me`);
    await soon(() => Promise.resolve(languages.length > 2));
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(0);
    held.resolve(undefined);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('lets single keys be turned off, for good', async () => {
    const { page } = await seatAgent();
    await rows(page).first().waitFor();
    await page.getByText('Keyboard shortcuts', { exact: true }).click();
    await button(page, 'Turn single-character keys off').click();
    await page.getByRole('heading', { name: 'Call recordings', exact: true }).focus();
    await page.keyboard.press('j');
    expect(await focusedLink(page)).toBeNull();
    await page.reload();
    await rows(page).first().waitFor();
    await page.keyboard.press('j');
    expect(await focusedLink(page)).toBeNull();
    await page.getByText('Keyboard shortcuts (off)').click();
    await button(page, 'Turn single-character keys on').click();
    await page.getByRole('heading', { name: 'Call recordings', exact: true }).focus();
    await page.keyboard.press('j');
    expect(await focusedLink(page)).toContain('/recordings/');
  });

  it('leads from the ticket system to the calls of a ticket, and says so where there are none', async () => {
    const { page } = await seatAgent();
    await page.goto(`${house.origin}/t/INC-7`);
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(1);
    await page.goto(`${house.origin}/t/INC-404`);
    await page.getByText('This ticket has no call recordings that you may see.').waitFor();
  });

  it('announces the end of the session, and has what was typed there again after signing in once more', async () => {
    const { page, id, username } = await seatHandler();
    await page.goto(`${house.origin}/recordings/${ids[6] ?? ''}`);
    await button(page, 'Ask to keep it longer').click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Number of the complaint' }).fill('V-11');
    const ends = (minutes: number) =>
      house.beside.sql(`update session set idle_expires_at = now() + make_interval(mins => $1) where staff_id = $2`, [
        minutes,
        id,
      ]);
    await ends(4);
    await page.getByText(/^Your session ends at .* because you have done nothing/).waitFor();
    await ends(-1);
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    expect(await storedText(page)).not.toContain('V-11');
    await signInAgain(page, username);
    await button(page, 'Ask to keep it longer').click();
    const reference = page.getByRole('dialog').getByRole('textbox', { name: 'Number of the complaint' });
    expect(await reference.inputValue()).toBe('V-11');
  });

  it.each(inTurn(0, LANGUAGES))('has nothing that axe finds against WCAG 2.2 AA in any state (%s)', async language => {
    const grants = [{ role: 'complaint-handler', purposes: ['complaint'] }];
    const { page } = await house.seat(grants, language);
    const findings: Record<string, string[]> = {};
    const look = async (state: string) => {
      findings[state] = await accessibilityFindings(page);
    };
    await rows(page).first().waitFor();
    await look('list');
    for (const summary of await page.locator('main summary').all()) await summary.click();
    await page.keyboard.press('/');
    await look('list with everything open');
    await page.goto(`${house.origin}/recordings?queue=tyhja`);
    await page.locator('.list-view__empty').waitFor();
    await look('empty list');
    await page.locator('.saved-searches button').click();
    await page.getByRole('dialog').waitFor();
    await look('dialog of a saved search');
    await page.goto(`${house.origin}/recordings?ticket=%25`);
    await page.getByRole('alert').locator('.fi-inline-alert').waitFor();
    await look('failed list');
    await page.route('**/api/v1/recordings?**', () => undefined);
    await page.goto(`${house.origin}/recordings`);
    await page.locator('.loading').waitFor();
    await look('list that is being fetched');
    await page.unroute('**/api/v1/recordings?**');
    await page.goto(`${house.origin}/staff`);
    await page.locator('h1').waitFor();
    await look('no permission');
    await page.goto(`${house.origin}/recordings/${ids[2] ?? ''}`);
    await page.locator('.panel--highlight').waitFor();
    for (const summary of await page.locator('main summary').all()) await summary.click();
    await look('recording');
    await page.locator('.panel--highlight .form__buttons button').first().click();
    await page.getByRole('dialog').waitFor();
    await look('dialog of the purpose');
    await page.getByRole('dialog').getByRole('textbox').fill('V-5');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.locator('.player').waitFor();
    await page.locator('.player__waveform').waitFor();
    await page.locator('.player summary').click();
    await look('player');
    await page.goto(`${house.origin}/recordings/00000000-0000-7000-8000-000000000000`);
    await page.getByRole('alert').locator('.fi-inline-alert').waitFor();
    await look('recording that is not here');
    expect(Object.entries(findings).filter(([, found]) => found.length > 0)).toEqual([]);
  });
});
