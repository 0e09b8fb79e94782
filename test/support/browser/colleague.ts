import type { Locator, Page } from 'playwright-core';
import { addPasskeyDevice } from './passkey-device.js';
import { wordsIn, type Language } from './words.js';

const PATIENCE_MS = 60_000;
const LANGUAGE_KEY = 'tallenne-language';

/** Somebody of the house at the built client, and what a person does with a page: read, click, type, choose. */
export class Colleague {
  words = wordsIn('fi');
  #language: Language = 'fi';

  constructor(
    readonly page: Page,
    private readonly origin: string,
    /** As the pages name them. */
    readonly name: string,
  ) {
    page.setDefaultTimeout(PATIENCE_MS);
  }

  async signIn({ username, password }: { username: string; password: string }, language: Language): Promise<void> {
    await addPasskeyDevice(this.page);
    await this.page.goto(this.origin);
    await this.speak(language);
    await this.type('fields.username', username);
    await this.type('fields.password', password);
    await this.press('signIn.button');
    await this.type('fields.passkeyName', 'Testikone');
    await this.press('secondFactor.register');
    await this.press('secondFactor.codesKept');
    await this.page.getByRole('navigation', { name: this.words('nav.label') }).waitFor();
    await this.confirmWhenAsked();
  }

  /** Goes on in a language, as who chooses another one at the foot of the page. */
  async speak(language: Language): Promise<void> {
    this.words = wordsIn(language);
    this.#language = language;
    await this.page.evaluate(
      ([key, value]) => {
        localStorage.setItem(key ?? '', value ?? '');
      },
      [LANGUAGE_KEY, language],
    );
    await this.page.reload();
  }

  get language(): Language {
    return this.#language;
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.origin}${path}`);
  }

  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name: this.words(name), exact: true });
  }

  async press(name: string, within?: Page | Locator): Promise<void> {
    await this.button(name, within).click();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  async type(label: string, text: string, within: Page | Locator = this.page): Promise<void> {
    await within
      .getByRole('textbox', { name: this.words(label) })
      .first()
      .fill(text);
  }

  async tick(label: string, within: Page | Locator = this.page): Promise<void> {
    const box = { name: this.words(label), exact: true };
    await within.getByRole('checkbox', box).click({ force: true });
    await within.getByRole('checkbox', { ...box, checked: true }).waitFor({ state: 'attached' });
  }

  async pick(label: string, within: Page | Locator = this.page): Promise<void> {
    const button = { name: this.words(label), exact: true };
    await within.getByRole('radio', button).click({ force: true });
    await within.getByRole('radio', { ...button, checked: true }).waitFor({ state: 'attached' });
  }

  /** Opens a list and chooses one of it. */
  async choose(label: string, option: string, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('button', { name: this.words(label) }).click();
    await within.getByRole('option', { name: option, exact: true }).click();
  }

  /** Waits until the page says something. */
  async reads(sentence: string): Promise<void> {
    await this.page.getByText(sentence, { exact: false }).first().waitFor();
  }

  /** Takes the whole file of the first closed case out as data; under which name. */
  async downloadsCaseFile(): Promise<string> {
    await this.goTo('/rights-requests?which=closed');
    await this.page.getByRole('table').getByRole('link').first().click();
    await this.page.getByRole('link', { name: this.words('rights.views.journal'), exact: true }).click();
    const download = this.page.waitForEvent('download');
    await this.press('rights.caseFile.json');
    return (await download).suggestedFilename();
  }

  /** An export or a package asks for the second factor once more when the last time is minutes ago. */
  async confirmWhenAsked(): Promise<void> {
    const asked = this.page.getByRole('heading', { name: this.words('secondFactor.stepUpTitle') });
    await this.page.addLocatorHandler(asked, async () => {
      await this.button('secondFactor.showPasskey').click();
    });
  }
}
