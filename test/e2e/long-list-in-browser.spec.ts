import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BrowserHouse, type PersonAtBrowser } from '../support/browser/browser-house.js';
import { longTasksDuring, type LongTasks } from '../support/browser/long-tasks.js';
import { fillWithCalls, scrollThrough, TEN_THOUSAND } from '../support/browser/many-calls.js';
import { focusedLink } from '../support/browser/page-state.js';
import { describeWith } from '../support/describe-with.js';
import { isWhole } from '../support/whole.js';

const CALLS = isWhole ? TEN_THOUSAND : 2_000;
/** Deep in the list. */
const DEEP = 0.7 * CALLS;
const FIRST_PAGE = 50;
const PAGE = 200;

const shown = (count: number) => `Showing ${count.toLocaleString('en-GB')} rows.`;

/** How many rows are rendered, where content-visibility leaves the others out. */
const LAID_OUT = `[...document.querySelectorAll('tbody tr')].filter(row => row.checkVisibility({ contentVisibilityAuto: true })).length`;

/** How far from the edge of the screen the row with the focus stands at least, in pixels. */
const CLEAR = 24;

describeWith('chromium', `a list of ${CALLS.toLocaleString('en-GB')} recordings`, executablePath => {
  let house: BrowserHouse;
  let agent: PersonAtBrowser;

  beforeAll(async () => {
    house = await BrowserHouse.open(executablePath);
    await fillWithCalls(house, CALLS);
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
    for (const direction of [-1, 1, -1] as const)
      rounds.push(await longTasksDuring(page, () => scrollThrough(page, direction)));
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
    await links.nth(DEEP).focus();
    await page.keyboard.press('j');
    expect(await focusedLink(page)).toBe(await links.nth(DEEP + 1).getAttribute('href'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Playback' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(shown(CALLS)).waitFor();
    expect(await focusedLink(page)).toBe(await links.nth(DEEP + 1).getAttribute('href'));
    const box = (await links.nth(DEEP + 1).boundingBox()) ?? { y: 0, height: 0 };
    const screen = page.viewportSize()?.height ?? 0;
    expect(box.y).toBeGreaterThanOrEqual(CLEAR);
    expect(box.y + box.height).toBeLessThanOrEqual(screen - CLEAR);
  });
});
