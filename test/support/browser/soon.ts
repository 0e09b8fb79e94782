import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 40;

/**
 * Waits until `check` holds. Looked at from outside of the page: Playwright's own way to wait for what a page says is refused by the content
 * security policy.
 */
export async function soon(check: () => Promise<boolean>, patienceMs = PATIENCE_MS): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`It did not come about: ${check.toString()}`);
    await sleep(LOOK_EVERY_MS);
  }
}
