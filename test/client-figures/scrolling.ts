import type { Page } from 'playwright-core';
import { until } from './until.js';
import { longTasksDuring, type LongTasks } from '../support/browser/long-tasks.js';
import { wordsIn } from '../support/browser/words.js';
import { TEN_THOUSAND } from './calls.js';

const WHEEL_PX = 2_000;

/** Every row of the list is fetched; then it is scrolled up, down and up. */
export async function scrolling(page: Page, origin: string): Promise<{ rows: number; long: LongTasks[] }> {
  await page.goto(`${origin}/recordings`);
  const rows = page.locator('tbody tr');
  const more = page.getByRole('button', { name: wordsIn('fi')('common.more'), exact: true });
  for (let shown = 0; shown < TEN_THOUSAND; shown = await rows.count()) {
    await more.press('Enter');
    await until(page, `document.querySelectorAll('tbody tr').length > ${shown}`);
  }
  const long: LongTasks[] = [];
  for (const direction of [-1, 1, -1] as const) long.push(await longTasksDuring(page, () => scroll(page, direction)));
  return { rows: await rows.count(), long };
}

async function scroll(page: Page, direction: 1 | -1): Promise<void> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.mouse.move(600, 400);
  for (let scrolled = 0; scrolled < height; scrolled += WHEEL_PX) await page.mouse.wheel(0, direction * WHEEL_PX);
}
