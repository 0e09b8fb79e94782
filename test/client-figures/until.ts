import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';

const PATIENCE_MS = 60_000;

/** Waits until an expression holds in the page; Playwright's own way is refused by the page's content security policy. */
export async function until(page: Page, expression: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await page.evaluate<boolean>(expression))) {
    if (performance.now() > end) throw new Error(`In vain waited for: ${expression}`);
    await sleep(50);
  }
}
