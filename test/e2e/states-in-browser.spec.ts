import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { accessibilityFindings } from '../support/browser/axe.js';
import { launchChromium } from '../support/browser/chromium.js';
import { makeExamples } from '../support/browser/client-examples.js';
import { DemoServer } from '../support/browser/demo-server.js';
import { DialogWalk, SeenDialogs } from '../support/browser/dialog-walk.js';
import { makeWaiting } from '../support/browser/waiting-examples.js';
import { WalkedPage } from '../support/browser/walked-page.js';
import { wordsIn, type Language } from '../support/browser/words.js';
import { isClientBuilt } from '../support/client-front.js';
import { describeWith } from '../support/describe-with.js';
import { skipOrFail } from '../support/optional-tool.js';

const CALLS = 40;
/** Pages with dialogs, and who opens them there. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'oili.oikeus': [
    ...['/recordings', '/recordings/:id', '/holds', '/erasures', '/departures', '/rights-requests/mailbox'],
    ...['/rights-requests/:id', '/rights-requests/:id/recordings', '/rights-requests/:id/decisions'],
    ...['/register/notice', '/incidents', '/incidents/:id'],
    ...['/rights-requests/:id/answer', '/retention/certificates', '/retention/purges', '/retention/reconciliations'],
  ],
  'liisa.lupa': ['/holds', '/training-copies', '/weekly-samples/:id'],
  'kirsi.koulu': ['/recordings/:id', '/training-copies'],
  'yrjo.yllapito': [
    ...['/service-accounts', '/agent-names', '/completeness', '/retention/rules', '/departures', '/grant-templates'],
    ...['/staff/:id', '/announcements', '/register/notice', '/register/processing'],
  ],
  'aila.auditoija': ['/access-log', '/review-rounds/:id'],
  'maija.malli': ['/me'],
};
/** Dialogs that must have been among those that opened, by the names of their titles. */
const TITLES = [
  ...['holds.one', 'erasures.one', 'copies.one', 'departures.one', 'listening.dialogTitle', 'log.export.title'],
  ...['holds.ask', 'erasures.ask', 'copies.ask', 'rights.mailbox.open', 'certificates.one', 'departures.propose'],
  ...['incidents.register', 'incidents.makeList', 'announcements.enter', 'notice.propose', 'processors.enter'],
];

if (!isClientBuilt()) skipOrFail('the browser client is not built (npm run build)');
const describeBuilt = isClientBuilt() ? describe : describe.skip;

describeBuilt('dialogs and states of pages', () => {
  describeWith('chromium', 'in a browser', suite);
});

function suite(executablePath: string): void {
  let demo: DemoServer;
  let browser: Browser;
  let examples: Readonly<Record<string, string>>;
  const seen = new SeenDialogs();

  beforeAll(async () => {
    demo = await DemoServer.start(CALLS);
    browser = await launchChromium(executablePath, '--mute-audio', '--autoplay-policy=no-user-gesture-required');
    examples = await makeExamples(demo.origin);
    await makeWaiting(demo.origin);
  }, 480_000);

  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  async function at(
    username: string,
    language: Language = 'fi',
    more: BrowserContextOptions = {},
  ): Promise<WalkedPage> {
    const context = await browser.newContext({ locale: language, timezoneId: 'Europe/Helsinki', ...more });
    const script = `localStorage.setItem('tallenne-language', '${language}')`;
    await context.addInitScript(script);
    const data = { username, password: DEMO_PASSWORD };
    expect((await context.request.post(`${demo.origin}/api/v1/sessions`, { data })).status()).toBe(201);
    return WalkedPage.open(context);
  }

  const addressOf = (pattern: string): string =>
    `${demo.origin}${pattern.replace(/:\w+/g, (name, index: number) => examples[pattern.slice(0, index) + name] ?? '')}`;

  it.each(Object.keys(PLACES))(
    'are sound where %s presses every button: the focus is in the dialog, Escape closes it and the focus returns',
    async username => {
      const walked = await at(username);
      const walk = await DialogWalk.begin(walked, seen);
      for (const place of PLACES[username] ?? []) await walk.walk(place, addressOf(place));
      expect(walk.faults).toEqual([]);
      await walked.page.context().close();
    },
    900_000,
  );

  it('have all been opened', () => {
    const words = wordsIn('fi');
    expect([...seen.opened]).toEqual(expect.arrayContaining(TITLES.map(title => words(title))));
  });

  it.each(['sv', 'en'] as const)(
    'are sound in %s',
    async language => {
      const walked = await at('oili.oikeus', language);
      const walk = await DialogWalk.begin(walked, new SeenDialogs());
      await walk.walk('/departures', addressOf('/departures'));
      expect(walk.faults).toEqual([]);
      await walked.page.context().close();
    },
    240_000,
  );

  describe('a list', () => {
    const LIST = /\/api\/v1\/holds(\?|$)/;

    it('says that it is being fetched', async () => {
      const { page } = await at('oili.oikeus');
      let release = (): void => undefined;
      const held = new Promise<void>(resolve => {
        release = resolve;
      });
      await page.route(LIST, async route => {
        await held;
        await route.fallback();
      });
      await page.goto(addressOf('/holds'));
      await page.locator('.list-view[aria-busy=true] .loading').waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      release();
      await page.locator('.list-view[aria-busy=false]').waitFor();
      await page.context().close();
    }, 120_000);

    it('says that it is empty', async () => {
      const { page } = await at('oili.oikeus');
      await page.route(LIST, route => route.fulfill({ json: { items: [], nextCursor: null } }));
      await page.goto(addressOf('/holds'));
      await page.locator('.list-view__empty').waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.context().close();
    }, 120_000);

    it('says that it failed, and is there when it is tried again', async () => {
      const { page } = await at('oili.oikeus');
      const body = { type: 'about:blank', title: 'x', status: 500, code: 'unexpected' };
      await page.route(LIST, route =>
        route.fulfill({ status: 500, contentType: 'application/problem+json', json: body }),
      );
      await page.goto(addressOf('/holds'));
      const again = page.getByRole('alert').getByRole('button', { name: wordsIn('fi')('common.retry') });
      await again.waitFor({ timeout: 60_000 });
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.unroute(LIST);
      await again.press('Enter');
      await page.getByRole('table').waitFor();
      await page.context().close();
    }, 180_000);

    it('says that the server is not reached', async () => {
      const { page } = await at('oili.oikeus');
      await page.goto(addressOf('/holds'));
      await page.getByRole('table').waitFor();
      await page.route('**/api/**', route => route.abort('internetdisconnected'));
      const opener = page.getByRole('table').getByRole('button').first();
      await opener.press('Enter');
      await page.getByRole('dialog').getByRole('alert').waitFor({ timeout: 60_000 });
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await isFocused(page, 'BUTTON')).toBe(true);
      await page.context().close();
    }, 180_000);
  });

  it('tell who may not see a page that they may not', async () => {
    const { page } = await at('maija.malli');
    await page.goto(addressOf('/service-accounts'));
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('are sound while a recording is heard and after something is shown of its parties', async () => {
    const { page } = await at('oili.oikeus');
    const words = wordsIn('fi');
    await page.goto(addressOf('/recordings/:id'));
    await page.getByRole('button', { name: words('listening.listen'), exact: true }).click();
    await page.getByRole('dialog').locator('input[name=reference]').fill('RR-2026-0001');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.getByRole('group', { name: words('player.label') }).waitFor({ timeout: 60_000 });
    expect(await accessibilityFindings(page)).toEqual([]);
    const reveal = page.getByRole('button', { name: `${words('parties.reveal')}: ` });
    const hidden = await reveal.count();
    await reveal.first().click();
    await page.getByRole('dialog').locator('input[name=reference]').fill('RR-2026-0001');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await reveal.nth(hidden - 1).waitFor({ state: 'detached' });
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('announce that the session ends soon', async () => {
    const { page } = await at('oili.oikeus');
    const body = 'event: session-ends-soon\ndata: {"because":"idle","inSeconds":240}\n\n';
    await page.route('**/api/v1/me/changes?*', route => route.fulfill({ contentType: 'text/event-stream', body }));
    await page.goto(addressOf('/holds'));
    await page
      .getByRole('alert')
      .getByRole('button', { name: wordsIn('fi')('sessionEnds.goOn') })
      .waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.context().close();
  }, 120_000);

  it.each([{ forcedColors: 'active' }, { contrast: 'more' }] as const)(
    'show where the focus is with %j',
    async more => {
      const { page } = await at('oili.oikeus', 'fi', more);
      await page.goto(addressOf('/holds'));
      await page.getByRole('table').waitFor();
      const without: string[] = [];
      for (let pressed = 0; pressed < 40; pressed += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate<string | null>(FOCUS_WITHOUT_RING);
        if (focused !== null) without.push(focused);
      }
      expect(without).toEqual([]);
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.context().close();
    },
    180_000,
  );
}

/** Text or null: what has the focus and shows no ring around itself, its wrapping or what it draws after itself. */
const FOCUS_WITHOUT_RING = `(() => {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return null;
  const hasRing = (element, part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, part);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  };
  const places = [focused, focused.parentElement, focused.closest('label'), focused.nextElementSibling];
  const isShown = places.some(place => place && [null, '::before', '::after'].some(part => hasRing(place, part)));
  return isShown ? null : focused.outerHTML.slice(0, 120);
})()`;

function isFocused(page: Page, tagName: string): Promise<boolean> {
  return page.evaluate<boolean>(`document.activeElement.tagName === '${tagName}'`);
}
