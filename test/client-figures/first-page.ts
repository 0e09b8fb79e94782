import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { soon } from '../support/browser/soon.js';

const ASSETS = join(import.meta.dirname, '../../web/dist/assets');

/** Fast 3G as WebPageTest has it ("3GFast"), and a processor four times slower. */
const FAST_3G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 768_000 / 8 };
const SLOWER = 4;

/** Notes when the first recording can be opened: its link is there and two frames have been drawn since. */
const NOTE = `(() => {
  const look = () => {
    if (!document.querySelector('main tbody tr a')) return void requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => (window.usableAfterMs = performance.now())));
  };
  requestAnimationFrame(look);
})()`;

interface Scripts {
  readonly count: number;
  readonly gzipBytes: number;
}

/** The list of recordings as it opens for somebody who is signed in, under one condition. */
export interface FirstPage {
  readonly how: string;
  readonly usableMs: readonly number[];
  /** What had to be there before the list was asked for, what was loaded until it was usable, and how many there are; bytes as gzip. */
  readonly scripts: { readonly initial: Scripts; readonly loaded: Scripts; readonly all: number };
  /** Everything over the line, as the server compressed it. */
  readonly bytes: number;
}

/** Opens the page `rounds` times with an empty and with a filled cache, on a slow machine and line; and once as it is. */
export async function firstPages(page: Page, origin: string, rounds: number): Promise<FirstPage[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await page.addInitScript(NOTE);
  const plain = await open(page, cdp, origin, { how: 'as it is, empty cache', rounds, cached: false });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await cdp.send('Network.emulateNetworkConditions', FAST_3G);
  const slow = `${SLOWER} times slower processor, fast 3G`;
  const empty = await open(page, cdp, origin, { how: `${slow}, empty cache`, rounds, cached: false });
  const filled = await open(page, cdp, origin, { how: `${slow}, filled cache`, rounds, cached: true });
  await cdp.detach(); // and with it the slowness
  return [plain, empty, filled];
}

interface Condition {
  readonly how: string;
  readonly rounds: number;
  readonly cached: boolean;
}

async function open(
  page: Page,
  cdp: CDPSession,
  origin: string,
  { how, rounds, cached }: Condition,
): Promise<FirstPage> {
  const usableMs: number[] = [];
  let [paths, bytes]: [string[], number] = [[], 0];
  cdp.on('Network.requestWillBeSent', ({ request }) => paths.push(new URL(request.url).pathname));
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  for (let round = 0; round < rounds; round += 1) {
    await page.goto('about:blank');
    if (!cached) await cdp.send('Network.clearBrowserCache');
    [paths, bytes] = [[], 0];
    await page.goto(`${origin}/recordings`);
    await soon(() => page.evaluate<boolean>('window.usableAfterMs > 0'));
    usableMs.push(await page.evaluate<number>('window.usableAfterMs'));
  }
  const asked = paths.indexOf('/api/v1/recordings');
  const all = readdirSync(ASSETS).filter(name => name.endsWith('.js')).length;
  return {
    how,
    usableMs,
    scripts: { initial: scriptsOf(paths.slice(0, asked)), loaded: scriptsOf(paths), all },
    bytes,
  };
}

function scriptsOf(paths: readonly string[]): Scripts {
  const names = new Set(
    paths.filter(path => path.startsWith('/assets/') && path.endsWith('.js')).map(path => basename(path)),
  );
  const gzipBytes = [...names].reduce((sum, name) => sum + statSync(join(ASSETS, `${name}.gz`)).size, 0);
  return { count: names.size, gzipBytes };
}
