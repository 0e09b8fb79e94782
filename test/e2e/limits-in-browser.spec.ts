import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import { wav } from '../support/audio.js';
import { BrowserHouse, type PersonAtBrowser } from '../support/browser/browser-house.js';
import { audioOf } from '../support/browser/page-state.js';
import { soon } from '../support/browser/soon.js';
import { Client } from '../support/client.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';

const ALAW = 6;
const CALL_SECONDS = 20 * 60;
const LIMIT = 600;
const TOO_MANY = 'There were too many requests at once.';

describeWith('chromium', 'limits, as people meet them', executablePath => {
  let house: BrowserHouse;
  let metricsToken = '';
  let flooding: PersonAtBrowser;

  beforeAll(async () => {
    house = await BrowserHouse.open(executablePath, {
      TALLENNE_REQUESTS_PER_MINUTE: `${LIMIT}`,
      TALLENNE_IDLE_SECONDS: '2',
    });
    const { beside } = house;
    const endedAt = Date.now() - 60_000;
    const [startedAt, answeredAt, over] = [
      endedAt - (CALL_SECONDS + 12) * 1000,
      endedAt - CALL_SECONDS * 1000,
      endedAt,
    ];
    const metadata = callMetadata(beside.clock.now(), {
      startedAt: new Date(startedAt).toISOString(),
      answeredAt: new Date(answeredAt).toISOString(),
      endedAt: new Date(over).toISOString(),
      channels: ['agent', 'caller'],
    });
    const { status } = await beside.ingest().deliver(metadata, wav({ seconds: CALL_SECONDS, tag: ALAW }));
    expect(status).toBe(201);
    const draft = { name: 'monitoring', role: 'metrics', expiresOn: '2027-02-24' } as const;
    flooding = await house.seat([{ role: 'agent', purposes: ['service-development'] }]);
    metricsToken = (await beside.app.get(ServiceAccounts).create(draft, THE_SYSTEM)).token;
  });

  afterAll(async () => {
    await house.close();
  });

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  async function hits(limit: string): Promise<number> {
    const { bytes } = await new Client(house.origin, metricsToken).get('/metrics');
    return Number(
      new RegExp(`^tallenne_limits_reached_total\\{limit="${limit}"\\} (\\d+)$`, 'm').exec(bytes.toString())?.[1] ?? 0,
    );
  }

  async function listening(): Promise<{ page: Page; requests: string[] }> {
    const { page } = await house.seat([{ role: 'agent', purposes: ['service-development'] }]);
    const requests: string[] = [];
    page.on('request', request => requests.push(new URL(request.url()).pathname));
    await page.getByRole('rowheader').getByRole('link').first().click();
    await button(page, 'Listen').click();
    await page.getByRole('dialog').getByRole('textbox').fill('INC-1');
    await button(page, 'Begin the playback').click();
    await page.getByRole('group', { name: 'Player' }).waitFor();
    await soon(async () => (await audioOf(page)).currentTime > 0);
    return { page, requests };
  }

  /** First of all, as there is room again only after a minute: meanwhile other people go on. */
  it('too many requests are told calmly', async () => {
    const { page } = flooding;
    await page.getByRole('rowheader').getByRole('link').first().waitFor();
    const statuses = await page.evaluate<number[]>(
      `Promise.all(Array.from({ length: ${LIMIT} }, () => fetch('/api/v1/me').then(({ status }) => status)))`,
    );
    expect(statuses).toContain(429);
    await page.getByRole('rowheader').getByRole('link').first().click();
    await page.getByText(TOO_MANY).first().waitFor();
  });

  it('a listener who pauses for longer than the server waits plays on where they were', async () => {
    const { page } = await listening();
    const before = await hits('slow-reader');
    await button(page, 'Pause').click();
    await soon(async () => (await hits('slow-reader')) > before).catch(() => undefined); // a browser may have taken it all
    process.stdout.write(`slow readers cut while paused: ${(await hits('slow-reader')) - before}\n`);
    for (const share of [0.9, 0.1, 0.6]) {
      await page.evaluate(`document.querySelector('audio').currentTime = ${share * CALL_SECONDS}`);
      await page.evaluate(`document.querySelector('audio').play()`);
      await soon(async () => (await audioOf(page)).currentTime > share * CALL_SECONDS + 0.2);
    }
  });

  it('a listener who jumps about without rest stays far below the limit', async () => {
    const { page, requests } = await listening();
    requests.length = 0;
    const JUMPS = 100;
    const began = performance.now();
    for (let jump = 0; jump < JUMPS; jump += 1) {
      const at = ((jump * 997) % CALL_SECONDS).toString();
      await page.evaluate(`document.querySelector('audio').currentTime = ${at}`);
      await page.waitForTimeout(100);
    }
    const seconds = (performance.now() - began) / 1000;
    const audio = requests.filter(path => path.includes('/audio')).length;
    process.stdout.write(
      `${JUMPS} jumps in ${seconds.toFixed(0)} s: ${audio} requests of audio, ${requests.length} in all\n`,
    );
    expect(requests.length).toBeLessThan(4 * JUMPS);
  });

  it('what was asked for when there were too many comes by itself', async () => {
    const { page, watched } = flooding;
    await button(page, 'Listen').waitFor({ timeout: 100_000 });
    expect(await page.getByText(TOO_MANY).count()).toBe(0);
    expect(watched.strangers(house.origin)).toEqual([]);
  });
});
