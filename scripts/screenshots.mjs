import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './process.mjs';

/**
 * Takes the pictures of the README from a running demo: `node scripts/screenshots.mjs [demo.json]`, with Debian's Chromium.
 */
const [file = 'demo-data/demo.json'] = process.argv.slice(2);
const { url, accounts } = JSON.parse(readFileSync(file, 'utf8'));
const folder = join(root, 'docs/images');
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

for (const language of ['fi', 'sv', 'en']) {
  const page = await signedIn('liisa.lupa', language);
  await page.goto(`${url}/recordings`);
  await page.locator('tbody tr').first().waitFor();
  await page.screenshot({ path: join(folder, name('recordings', language)) });
  await listen(page, language);
  await page.screenshot({ path: join(folder, name('player', language)), fullPage: true });
  await page.context().close();
}
await picture('aila.auditoija', '/access-log', 'access-log');
for (const language of ['fi', 'sv', 'en']) {
  const page = await signedIn('aila.auditoija', language);
  await page.goto(`${url}/log-state`);
  await page.locator('pre').first().waitFor();
  await page.screenshot({ path: join(folder, name('log-state', language)), fullPage: true });
  await page.context().close();
}
await picture('aila.auditoija', '/retention', 'retention');
await picture('yrjo.yllapito', '/staff', 'staff');
await browser.close();

async function picture(username, path, title) {
  const page = await signedIn(username, 'fi');
  await page.goto(`${url}${path}`);
  await page.locator('tbody tr').first().waitFor();
  await page.screenshot({ path: join(folder, name(title, 'fi')) });
  await page.context().close();
}

/** A page of somebody who has signed in, in a language: the session is the browser's cookie. */
async function signedIn(username, language) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: language,
    timezoneId: 'Europe/Helsinki',
  });
  const { password } = accounts.find(account => account.username === username);
  await context.request.post(`${url}/api/v1/sessions`, { data: { username, password } });
  const page = await context.newPage();
  await page.addInitScript(chosen => localStorage.setItem('tallenne-language', chosen), language);
  return page;
}

/** Opens the first call, states a purpose, and listens for a moment. */
async function listen(page, language) {
  const texts = JSON.parse(readFileSync(join(root, `web/src/locales/${language}.json`), 'utf8'));
  await page.locator('tbody tr a').first().click();
  await page.getByRole('button', { name: texts.listening.listen, exact: true }).click();
  await page.getByText(texts.purposes['internal-training'].name, { exact: true }).click();
  await page.screenshot({ path: join(folder, name('purpose', language)) });
  await page.getByRole('button', { name: texts.listening.begin, exact: true }).click();
  await page.waitForTimeout(2_500);
}

function name(title, language) {
  return language === 'fi' ? `${title}.png` : `${title}-${language}.png`;
}
