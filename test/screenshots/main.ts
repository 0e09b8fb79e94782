import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { launchChromium } from '../support/browser/chromium.js';
import { makeExamples } from '../support/browser/client-examples.js';
import { DemoServer } from '../support/browser/demo-server.js';
import { wordsIn, type Language } from '../support/browser/words.js';
import { say } from '../support/long-run.js';
import { LISTENING, SHOWN_PAGES } from './pages.js';

/**
 * `npm run screenshots`: the pictures of the README and of `docs/screens.md`, in three languages, from a demo of its own. Needs Debian's Chromium;
 * where ImageMagick is installed the pictures are made smaller. Names of pages (`npm run screenshots -- notice study`) make those alone.
 */
const LANGUAGES: readonly Language[] = ['fi', 'sv', 'en'];
const FOLDER = join(import.meta.dirname, '../../docs/images');
const VIEW = { width: 1200, height: 1000 };
const CALLS = 400;
const SOON_MS = 1_500;

const named = process.argv.slice(2);
const shown = SHOWN_PAGES.filter(({ name }) => named.length === 0 || named.includes(name));
const listens = named.length === 0;

const demo = await DemoServer.start(CALLS);
const browser = await launchChromium(process.env.CHROMIUM ?? '/usr/bin/chromium', '--mute-audio');
try {
  const examples = await makeExamples(demo.origin);
  if (named.length === 0) await rm(FOLDER, { recursive: true, force: true });
  for (const language of LANGUAGES) {
    await mkdir(join(FOLDER, language), { recursive: true });
    for (const { name, as, path, waitFor } of shown) {
      const page = await signedIn(browser, as, language);
      await page.goto(demo.origin + (examples[path] === undefined ? path : path.replace(/:\w+/, examples[path])));
      await page.locator(waitFor).first().waitFor();
      await picture(page, language, name);
      await page.context().close();
    }
    if (listens) await listening(language);
    say(`${language}: ${shown.length + (listens ? LISTENING.length : 0)} pictures in docs/images/${language}`);
  }
  await writeFile(join(FOLDER, '../screens.md'), screensPage());
} finally {
  await browser.close();
  await demo.stop();
}

/** The page that shows them all. */
function screensPage(): string {
  const sections = [...SHOWN_PAGES, ...LISTENING].map(({ name, title }) => {
    const links = `[svenska](images/sv/${name}.png) | [English](images/en/${name}.png)`;
    return `## ${title}\n\n![${title}](images/fi/${name}.png)\n\n${links}\n`;
  });
  const head =
    'The main pages on the demo (`npm run demo`), in Finnish; each picture is there in Swedish and English too.';
  return `# Screens\n\n${head} Made by \`npm run screenshots\`.\n\n${sections.join('\n')}`;
}

/** The purpose of a playback, and the player. */
async function listening(language: Language): Promise<void> {
  const words = wordsIn(language);
  const page = await signedIn(browser, 'liisa.lupa', language);
  await page.goto(`${demo.origin}/recordings`);
  await page.locator('main tbody th a').first().click();
  await page.getByRole('button', { name: words('listening.listen'), exact: true }).click();
  await page.getByText(words('purposes.internal-training.name'), { exact: true }).click();
  await picture(page, language, 'purpose');
  await page.getByRole('button', { name: words('listening.begin'), exact: true }).click();
  await page.getByRole('button', { name: words('player.pause'), exact: true }).waitFor();
  await picture(page, language, 'player');
  await page.context().close();
}

async function picture(page: Page, language: Language, name: string): Promise<void> {
  await page.waitForTimeout(SOON_MS); // what a page fetches for a part of itself
  const path = join(FOLDER, language, `${name}.png`);
  await page.screenshot({ path });
  try {
    execFileSync('convert', [path, '-dither', 'None', '-colors', '128', `png8:${path}`]);
  } catch {
    // Without ImageMagick they stay as they are.
  }
}

/** A page of somebody who has signed in: the session is the browser's cookie. */
async function signedIn(within: Browser, username: string, language: Language): Promise<Page> {
  const context = await within.newContext({ viewport: VIEW, locale: language, timezoneId: 'Europe/Helsinki' });
  await context.request.post(`${demo.origin}/api/v1/sessions`, { data: { username, password: DEMO_PASSWORD } });
  const page = await context.newPage();
  await page.addInitScript(chosen => {
    localStorage.setItem('tallenne-language', chosen);
  }, language);
  return page;
}
