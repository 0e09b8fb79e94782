import type { Page } from 'playwright-core';
import { heardAfterMs, measureHearing } from '../support/browser/heard.js';
import { soon } from '../support/browser/soon.js';
import { wordsIn } from '../support/browser/words.js';

/** From confirming the purpose until the audio runs, in milliseconds, `rounds` times on the newest call. */
export async function hearing(page: Page, origin: string, rounds: number): Promise<number[]> {
  const words = wordsIn('fi');
  const press = (key: string) => page.getByRole('button', { name: words(key), exact: true }).click();
  await page.goto(`${origin}/recordings`);
  await page.locator('tbody th a').first().click();
  await page.getByRole('button', { name: words('listening.listen'), exact: true }).waitFor();
  await measureHearing(page);
  for (let round = 1; round <= rounds; round += 1) {
    await press(round === 1 ? 'listening.listen' : 'listening.again');
    await page.getByRole('dialog').getByRole('textbox').fill('INC-3');
    await press('listening.begin');
    await soon(async () => (await heardAfterMs(page)).length === round);
    await press('player.finish');
  }
  return heardAfterMs(page);
}
