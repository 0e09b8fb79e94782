import type { Locator, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../../src/server/demo-accounts.js';

/** A page has no more places for the focus than this. */
const MOST_PLACES = 200;

interface Focusable {
  readonly ownerDocument: { readonly activeElement: unknown };
}

/** Hands on a keyboard, and nothing else: what they reach they have walked to. */
export class Hands {
  constructor(private readonly page: Page) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Walks with Tab until the focus is on `target`. */
  async tabTo(target: Locator): Promise<void> {
    await target.first().waitFor({ state: 'attached' });
    for (let steps = 0; steps < MOST_PLACES; steps += 1) {
      if (await this.isOn(target)) return;
      await this.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${target.toString()}.`);
  }

  /** Walks to `target` and presses Enter. */
  async enter(target: Locator): Promise<void> {
    await this.tabTo(target);
    await this.press('Enter');
  }

  /** Walks to a field and writes over what is there. */
  async write(target: Locator, text: string): Promise<void> {
    await this.tabTo(target);
    await this.press('ControlOrMeta+a');
    await this.type(text);
  }

  async isOn(target: Locator): Promise<boolean> {
    return target
      .first()
      .evaluate(element => (element as unknown as Focusable).ownerDocument.activeElement === element)
      .catch(() => false); // it went meanwhile
  }

  /** Signs in for the first time: name, password, passkey, recovery codes. The browser has the device for the passkey. */
  async signIn(username: string): Promise<void> {
    const { page } = this;
    await this.write(page.locator('input[autocomplete=username]'), username);
    await this.write(page.locator('input[type=password]'), DEMO_PASSWORD);
    await this.press('Enter');
    await page.locator('input[autocomplete=username]').waitFor({ state: 'detached' });
    await this.write(page.locator('main form input[type=text]'), 'Testikone');
    await this.press('Enter');
    await page.locator('main ol, main ul').first().waitFor();
    await this.enter(page.locator('main button').last());
    await page.getByRole('navigation').first().waitFor();
  }
}
