import type { Page } from 'playwright-core';
import { longTasksDuring, type LongTasks } from '../support/browser/long-tasks.js';
import { scrollThrough, TEN_THOUSAND } from '../support/browser/many-calls.js';
import { soon } from '../support/browser/soon.js';
import { wordsIn } from '../support/browser/words.js';

/** Every row of the list is fetched; then it is scrolled up, down and up. */
export async function scrolling(page: Page, origin: string): Promise<{ rows: number; long: LongTasks[] }> {
  await page.goto(`${origin}/recordings`);
  const rows = page.locator('main tbody th a');
  const more = page.getByRole('button', { name: wordsIn('fi')('common.more'), exact: true });
  await rows.first().waitFor();
  for (let shown = await rows.count(); shown < TEN_THOUSAND; shown = await rows.count()) {
    const before = shown;
    await more.press('Enter');
    await soon(async () => (await rows.count()) > before);
  }
  const long: LongTasks[] = [];
  for (const direction of [-1, 1, -1] as const)
    long.push(await longTasksDuring(page, () => scrollThrough(page, direction)));
  return { rows: await rows.count(), long };
}
