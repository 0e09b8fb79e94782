import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext } from 'playwright-core';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { accessibilityFindings } from '../support/browser/axe.js';
import { launchChromium } from '../support/browser/chromium.js';
import { makeExamples } from '../support/browser/client-examples.js';
import { clientRoutes, type ClientRoute } from '../support/browser/client-routes.js';
import { DemoServer } from '../support/browser/demo-server.js';
import { SIDEWAYS, TEXTS } from '../support/browser/in-page.js';
import { speakPseudoLanguage, untranslated } from '../support/browser/pseudo-language.js';
import { WalkedPage } from '../support/browser/walked-page.js';
import { Client } from '../support/client.js';
import { isClientBuilt } from '../support/client-front.js';
import { describeWith } from '../support/describe-with.js';
import { skipOrFail } from '../support/optional-tool.js';
import { isWhole } from '../support/whole.js';

const CALLS = 40;
const ROUTES = clientRoutes();
/** Somebody of each role. */
const PEOPLE = [
  ...['maija.malli', 'liisa.lupa', 'risto.reklamaatio', 'kirsi.koulu', 'oili.oikeus'],
  ...['tapio.tietosuoja', 'aila.auditoija', 'yrjo.yllapito'],
] as const;
const WIDE = { width: 1280, height: 900 };
const SETTLED_WITHIN_MS = 5_000;
/** What a window of 1280 pixels has at 200 %, and a telephone (WCAG 1.4.4, 1.4.10). */
const NARROW = [
  { width: 640, height: 450 },
  { width: 320, height: 640 },
] as const;

if (!isClientBuilt()) skipOrFail('the browser client is not built (npm run build)');
const describeBuilt = isClientBuilt() ? describe : describe.skip;

describeBuilt('the client, everywhere', () => {
  describeWith('chromium', 'in a browser', suite);
});

/** What was found on pages: none of it may be. */
interface Faults {
  readonly complaints: string[];
  readonly elsewhere: string[];
  readonly personal: string[];
  readonly untranslated: string[];
  readonly sideways: string[];
  readonly headings: string[];
  /** Against WCAG 2.2 A and AA. */
  readonly accessibility: string[];
}

function suite(executablePath: string): void {
  let demo: DemoServer;
  let browser: Browser;
  /** For each parameter of an address something that exists. */
  let examples: Readonly<Record<string, string>>;
  let walks: ReadonlyMap<string, readonly ClientRoute[]>;
  const visited = new Set<string>();

  beforeAll(async () => {
    demo = await DemoServer.start(CALLS);
    browser = await launchChromium(executablePath);
    examples = await makeExamples(demo.origin);
    walks = await walksOf(demo);
  }, 480_000);

  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  async function contextOf(username: string | null): Promise<BrowserContext> {
    const context = await browser.newContext({ locale: 'fi', timezoneId: 'Europe/Helsinki', viewport: WIDE });
    await speakPseudoLanguage(context);
    if (username === null) return context;
    const data = { username, password: DEMO_PASSWORD };
    const answer = await context.request.post(`${demo.origin}/api/v1/sessions`, { data });
    expect(answer.status()).toBe(201);
    return context;
  }

  /** The address of a route, with something that exists in the place of each parameter. */
  function addressOf({ pattern }: ClientRoute): string {
    const path = pattern.replace(/^\/\*$/, '/nowhere').replace(/:\w+/g, (_name, at: number) => {
      const example = examples[`${pattern.slice(0, at)}${_name}`];
      if (example === undefined) throw new Error(`The test knows nothing to show at ${pattern}: add an example.`);
      return example;
    });
    return `${demo.origin}${path}`;
  }

  async function walk(username: string | null, routes: readonly ClientRoute[]): Promise<Faults> {
    const context = await contextOf(username);
    const watched = await WalkedPage.open(context);
    const faults: Faults = {
      complaints: [],
      elsewhere: [],
      personal: [],
      untranslated: [],
      sideways: [],
      headings: [],
      accessibility: [],
    };
    for (const route of routes) {
      await watched.page.setViewportSize(WIDE); // as after the last page it was narrow
      await watched.visit(addressOf(route));
      visited.add(route.pattern);
      await lookAt(watched, route.pattern, faults);
    }
    faults.complaints.push(...watched.complaints);
    faults.elsewhere.push(...watched.requests.filter(url => !isOfOrigin(url, demo.origin)));
    faults.personal.push(...watched.requests.filter(isPersonal));
    await context.close();
    return faults;
  }

  async function lookAt(watched: WalkedPage, pattern: string, faults: Faults): Promise<void> {
    const { page, data } = watched;
    const headings = await page.locator('h1').count();
    if (headings !== 1) faults.headings.push(`${pattern}: ${headings}`);
    const texts = await page.evaluate<string[]>(TEXTS);
    faults.untranslated.push(...untranslated(texts, data).map(text => `${pattern}: ${text}`));
    faults.accessibility.push(...(await accessibilityFindings(page)).map(finding => `${pattern}: ${finding}`));
    for (const size of [WIDE, ...NARROW]) {
      await page.setViewportSize(size);
      const found = await settled(() => page.evaluate<string[]>(SIDEWAYS));
      faults.sideways.push(...found.map(what => `${pattern} at ${size.width}: ${what}`));
    }
  }

  const NONE: Faults = {
    complaints: [],
    elsewhere: [],
    personal: [],
    untranslated: [],
    sideways: [],
    headings: [],
    accessibility: [],
  };

  it('answers with a policy that lets no inline script run and nothing come from elsewhere', async () => {
    const answer = await fetch(`${demo.origin}/me`);
    const policy = new Map(
      (answer.headers.get('content-security-policy') ?? '').split(';').map(part => {
        const [name = '', ...sources] = part.trim().split(/\s+/);
        return [name, sources] as const;
      }),
    );
    expect(policy.get('script-src')).toEqual(["'self'"]);
    for (const name of ['default-src', 'connect-src', 'media-src', 'font-src', 'form-action'])
      expect([name, policy.get(name)]).toEqual([name, ["'self'"]]);
    for (const name of ['object-src', 'base-uri', 'frame-ancestors'])
      expect([name, policy.get(name)]).toEqual([name, ["'none'"]]);
    expect(policy.get('img-src')).toEqual(["'self'", 'data:']);
    expect([...policy.values()].flat()).not.toContain("'unsafe-eval'");
  });

  it('is sound on every page that is open to anybody', async () => {
    const open = ROUTES.filter(({ isOpen, pattern }) => isOpen || pattern === '/');
    expect(await walk(null, open)).toEqual(NONE);
  }, 300_000);

  it.each(PEOPLE)(
    isWhole
      ? 'is sound on every page that %s may visit'
      : 'is sound on pages that %s may visit, and on one closed to them',
    async username => {
      expect(await walk(username, walks.get(username) ?? [])).toEqual(NONE);
    },
    600_000,
  );

  it('has been walked through as a whole', () => {
    expect([...visited].sort()).toEqual([...new Set(ROUTES.map(({ pattern }) => pattern))].sort());
  });

  it('opens groups of places with the keyboard, tells their state, and closes them with Escape', async () => {
    const context = await contextOf('aila.auditoija');
    const { page } = await WalkedPage.open(context);
    await page.goto(`${demo.origin}/me`);
    const navigation = page.getByRole('navigation', { name: '⟦Päävalikko⟧' });
    const logs = navigation.getByRole('button', { name: '⟦Lokit⟧' });
    await logs.waitFor();
    expect(await logs.getAttribute('aria-expanded')).toBe('false');
    expect(await navigation.getByRole('link', { name: '⟦Käyttöloki⟧' }).count()).toBe(0);
    await logs.press('Enter');
    expect(await logs.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Käyttöloki');
    await page.keyboard.press('Escape');
    expect(await logs.getAttribute('aria-expanded')).toBe('false');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BUTTON');
    await logs.press('Space');
    await navigation.getByRole('link', { name: '⟦Kysymykset⟧' }).press('Enter');
    await page.waitForURL(`${demo.origin}/questions`);
    await navigation.locator('a[aria-current="page"]', { hasText: 'Kysymykset' }).waitFor();
    expect(await logs.getAttribute('aria-expanded')).toBe('true');
    await context.close();
  }, 120_000);

  it('has one row of at most seven entries for everybody, and one button on a narrow screen', async () => {
    for (const username of PEOPLE) {
      const context = await contextOf(username);
      const { page } = await WalkedPage.open(context);
      await page.goto(`${demo.origin}/me`);
      const entries = page.locator('.navigation__entries > li');
      await entries.first().waitFor();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await entries.count()).toBeLessThanOrEqual(7);
      const tops = await page
        .locator('.navigation__entries > li > :is(a, button)')
        .evaluateAll(shown => shown.map(element => (element as unknown as Placed).getBoundingClientRect().top));
      expect([username, new Set(tops).size]).toEqual([username, 1]);
      await page.setViewportSize(NARROW[1]);
      const menu = page.getByRole('button', { name: '⟦Valikko⟧' });
      expect(await entries.first().isVisible()).toBe(false);
      await menu.press('Enter');
      expect(await menu.getAttribute('aria-expanded')).toBe('true');
      await page.locator('.navigation__act').press('Enter');
      await page.waitForURL(`${demo.origin}/register-request`);
      await page.getByRole('button', { name: '⟦Valikko⟧', expanded: false }).waitFor();
      await context.close();
    }
  }, 240_000);
}

interface Placed {
  getBoundingClientRect(): { readonly top: number };
}

/** What is placed by script follows a new size a moment later: looked for until nothing is found, and for a few seconds where something is. */
async function settled(look: () => Promise<string[]>): Promise<string[]> {
  const end = performance.now() + SETTLED_WITHIN_MS;
  for (;;) {
    await sleep(60);
    const found = await look();
    if (found.length === 0 || performance.now() > end) return found;
  }
}

function keyOf({ verb, subject }: { readonly verb: string; readonly subject: string }): string {
  return `${verb} ${subject}`;
}

/**
 * The pages that each person walks, by user name, and one that is closed to them. Each page falls to one of those who may visit
 * it, by turns; as a whole it is walked by all of them.
 */
async function walksOf(demo: DemoServer): Promise<Map<string, ClientRoute[]>> {
  const walks = new Map<string, ClientRoute[]>(PEOPLE.map(username => [username, []]));
  const permitted = new Map<string, Set<string>>();
  for (const username of PEOPLE) permitted.set(username, await permittedTo(demo, username));
  const may = (username: string, { needs }: ClientRoute) =>
    !needs || permitted.get(username)?.has(keyOf(needs)) === true;
  const lengthOf = (username: string) => walks.get(username)?.length ?? 0;
  for (const route of ROUTES.filter(({ isOpen }) => !isOpen)) {
    const visitors = PEOPLE.filter(username => may(username, route)).sort((a, b) => lengthOf(a) - lengthOf(b));
    for (const username of isWhole ? visitors : visitors.slice(0, 1)) walks.get(username)?.push(route);
  }
  for (const [username, routes] of walks) routes.push(...ROUTES.filter(route => !may(username, route)).slice(0, 1));
  return walks;
}

async function permittedTo(demo: DemoServer, username: string): Promise<Set<string>> {
  const client = await new Client(demo.origin).signIn(username, DEMO_PASSWORD);
  const { permitted } = (await client.get('/me')).body as { permitted: { verb: string; subject: string }[] };
  return new Set(permitted.map(keyOf));
}

function isOfOrigin(url: string, origin: string): boolean {
  return url.startsWith(`${origin}/`) || url.startsWith('data:') || url.startsWith(`blob:${origin}/`);
}

const IDENTITY_CODE = /\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]/i;
/** A random id, in whose digits chance writes anything. */
const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;
const TELEPHONE = /\+358|(?<![\da-f-])0[45]0\d{6,}/;
const NAMES = DEMO_ACCOUNTS.flatMap(({ username, displayName }) => [username, displayName, 'Testi Soittaja']);

/** Whether an address names somebody: by name, telephone, address of mail or identity code. */
function isPersonal(url: string): boolean {
  const said = decodeURIComponent(url).replaceAll(ID, '').replaceAll('+', ' ');
  const named = NAMES.some(name => said.toLowerCase().includes(name.toLowerCase()));
  return (
    named ||
    IDENTITY_CODE.test(said) ||
    TELEPHONE.test(decodeURIComponent(url).replaceAll(ID, '')) ||
    /[^/]@/.test(said)
  );
}
