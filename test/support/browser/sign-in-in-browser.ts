import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../../src/server/demo-accounts.js';
import { addPasskeyDevice } from './passkey-device.js';

/** Signs a person in for the first time: password, new passkey, recovery codes. Works in any language of the client. */
export async function signInWithNewPasskey(page: Page, username: string): Promise<void> {
  await addPasskeyDevice(page);
  await typePassword(page, username);
  await page.locator('input[autocomplete=username]').waitFor({ state: 'detached' });
  await page.locator('main form input[type=text]').fill('Testikone');
  await page.locator('main form button[type=submit]').click();
  await page.locator('main ol, main ul').first().waitFor();
  await page.locator('main button').last().click();
  await page.getByRole('navigation').first().waitFor();
}

/** Signs a person in again whose passkey is in the browser. */
export async function signInAgain(page: Page, username: string): Promise<void> {
  await typePassword(page, username);
  await page.locator('input[autocomplete=username]').waitFor({ state: 'detached' });
  await page.locator('main button').first().click();
  await page.getByRole('navigation').first().waitFor();
}

async function typePassword(page: Page, username: string): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[type=password]').fill(DEMO_PASSWORD);
  await page.locator('input[type=password]').press('Enter');
}
