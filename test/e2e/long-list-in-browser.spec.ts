import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { wav } from '../support/audio.js';
import { BrowserHouse, type PersonAtBrowser } from '../support/browser/browser-house.js';
import { longTasksDuring, type LongTasks } from '../support/browser/long-tasks.js';
import { focusedLink } from '../support/browser/page-state.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/optional-tool.js';

const CALLS = 10_000;
const FIRST_PAGE = 50;
const PAGE = 200;
const WHEEL_PX = 2_000;

const shown = (count: number) => `Showing ${count.toLocaleString('en-GB')} rows.`;

/** Copies of one call, a minute apart: for a list they are what calls are, and nobody plays them. */
const COPIES = `
  insert into recording
  select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'external_id', 'copy-' || n,
    'started_at', r.started_at - n * interval '1 minute', 'ended_at', r.ended_at - n * interval '1 minute'))).*
  from recording r, generate_series(1, ${CALLS - 1}) n`;

/** How many rows are rendered, where content-visibility leaves the others out. */
const LAID_OUT = `[...document.querySelectorAll('tbody tr')].filter(row => row.checkVisibility({ contentVisibilityAuto: true })).length`;

describeWith('chromium', 'a list of ten thousand recordings', executablePath => {
  let house: BrowserHouse;
  let agent: PersonAtBrowser;

  beforeAll(async () => {
    house = await BrowserHouse.open(executablePath);
    const { status } = await house.beside.ingest().deliver(callMetadata(house.beside.clock.now()), wav());
    expect(status).toBe(201);
    await house.beside.sql(COPIES);
    await house.beside.sql('analyze recording');
    agent = await house.seat([{ role: 'agent', purposes: ['service-development'] }]);
  });

  afterAll(async () => {
    await house.close();
  });

  it('comes page by page by one button, which keeps the focus to the end', async () => {
    const { page } = agent;
    await page.getByText(shown(FIRST_PAGE)).waitFor();
    const more = page.getByRole('button', { name: 'Show more' });
    await more.focus();
    for (let count = FIRST_PAGE; count < CALLS; count += PAGE) {
      await page.keyboard.press('Enter');
      await page.getByText(shown(Math.min(count + PAGE, CALLS))).waitFor();
    }
    expect(await more.count()).toBe(0);
  });

  it('is scrolled from end to end, laid out near the screen alone', async () => {
    const { page } = agent;
    const rounds: LongTasks[] = [];
    for (const direction of [-1, 1, -1] as const) rounds.push(await longTasksDuring(page, () => scroll(direction)));
    for (const { wallMs, processorMs } of rounds)
      process.stdout.write(
        `scrolled ${CALLS} rows: long tasks [${processorMs.join(', ')}] ms of the processor, [${wallMs.join(', ')}] ms by the clock\n`,
      );
    // How long the tasks take is a figure of the machine; that rows far from the screen take no part in it is not.
    expect(await page.evaluate<number>(LAID_OUT)).toBeLessThan(CALLS / 20);
  });

  it('is walked through by keys, deep in the list too, and keeps all of its rows for screen readers', async () => {
    const { page } = agent;
    const links = page.locator('tbody th a');
    expect(await links.count()).toBe(CALLS);
    await links.nth(7_000).focus();
    await page.keyboard.press('j');
    expect(await focusedLink(page)).toBe(await links.nth(7_001).getAttribute('href'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Playback' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(shown(CALLS)).waitFor();
    expect(await focusedLink(page)).toBe(await links.nth(7_001).getAttribute('href'));
    const box = await links.nth(7_001).boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(page.viewportSize()?.height ?? 0);
  });

  async function scroll(direction: 1 | -1): Promise<void> {
    const { page } = agent;
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    await page.mouse.move(600, 400);
    for (let scrolled = 0; scrolled < height; scrolled += WHEEL_PX) await page.mouse.wheel(0, direction * WHEEL_PX);
  }
});
