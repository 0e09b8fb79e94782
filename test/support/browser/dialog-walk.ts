import type { Locator, Page } from 'playwright-core';
import { isWhole } from '../whole.js';
import { accessibilityFindings } from './axe.js';
import type { WalkedPage } from './walked-page.js';

/** Buttons that may open something: not those that send a form, choose from a list or open a calendar. */
const OPENERS =
  'main button:not([type=submit], [disabled], [aria-disabled=true], [aria-haspopup], dialog *, [class*="fi-date"] *)';
/** The acts that a dialog offers. */
const ACTS = 'dialog[open] .dialog-acts button:not([type=submit], [disabled], [aria-haspopup], [class*="fi-date"] *)';
const OPEN = 'dialog[open]';
const OPENED_WITHIN_MS = 1_500;

/** What has been opened and pressed, by whomever. */
export class SeenDialogs {
  /** The title of each dialog that opened, with the chosen act where it offers some. */
  readonly opened = new Set<string>();
  readonly #tried = new Set<string>();

  isTried(what: string): boolean {
    if (this.#tried.has(what)) return true;
    this.#tried.add(what);
    return false;
  }
}

/** Presses every button of pages and tells what the dialogs that open lack. Nothing that is sent reaches the server. */
export class DialogWalk {
  readonly faults: string[] = [];

  private constructor(
    private readonly watched: WalkedPage,
    private readonly seen: SeenDialogs,
  ) {}

  static async begin(watched: WalkedPage, seen: SeenDialogs): Promise<DialogWalk> {
    await watched.page.route('**/api/**', route =>
      route.request().method() === 'GET'
        ? route.fallback()
        : route.fulfill({ status: 503, json: { code: 'unavailable' } }),
    );
    return new DialogWalk(watched, seen);
  }

  get #page(): Page {
    return this.watched.page;
  }

  /** @param place what the address is an example of: a button is pressed once at a place, whoever stands there */
  async walk(place: string, address: string): Promise<void> {
    await this.watched.visit(address);
    for (const name of new Set(await namesOf(this.#page, OPENERS))) {
      if (this.seen.isTried(`${kindOf(place)} ${name}`)) continue;
      await this.#tryButton(place, address, name);
    }
  }

  async #tryButton(place: string, address: string, name: string): Promise<void> {
    if (!(await this.#open(name))) {
      this.faults.push(...(await this.#findings(`${place}, after “${name}”`, 'html')));
      await this.watched.visit(address);
      return;
    }
    const title = await this.#titleOf();
    this.seen.opened.add(title);
    this.faults.push(...(await this.#findings(`${place}, “${title}”`)));
    const acts = await namesOf(this.#page, ACTS);
    await this.#close(place, title, name);
    for (const act of acts.slice(0, -1)) {
      // the last one closes it
      if (this.seen.isTried(`${kindOf(place)} ${name} ${act}`) || !(await this.#open(name))) continue;
      await (await buttonOf(this.#page.locator(ACTS), act)).press('Enter');
      await this.watched.drawn();
      this.seen.opened.add(`${title}: ${act}`);
      this.faults.push(...(await this.#findings(`${place}, “${title}: ${act}”`)));
      await this.#close(place, `${title}: ${act}`, name);
    }
  }

  async #open(name: string): Promise<boolean> {
    const button = await buttonOf(this.#page.locator(OPENERS), name);
    if ((await button.count()) === 0) return false;
    await button.press('Enter');
    const dialog = this.#page.locator(OPEN);
    const isOpen = await dialog.waitFor({ timeout: OPENED_WITHIN_MS }).then(...SETTLED);
    await this.watched.drawn();
    return isOpen;
  }

  async #titleOf(): Promise<string> {
    return (await this.#page.locator(`${OPEN} h2`).first().innerText()).trim();
  }

  /** What is beneath a dialog is the same page at each of them: looked at as a whole alone. */
  async #findings(where: string, within = isWhole ? 'html' : OPEN): Promise<string[]> {
    const isInside = await this.#page.evaluate<boolean>(FOCUS_IS_INSIDE);
    const found = await accessibilityFindings(this.#page, within);
    return [...(isInside ? [] : ['the focus is outside of the dialog']), ...found].map(what => `${where}: ${what}`);
  }

  async #close(place: string, title: string, opener: string): Promise<void> {
    await this.#page.keyboard.press('Escape');
    const isClosed = await this.#page
      .locator(OPEN)
      .waitFor({ state: 'detached', timeout: OPENED_WITHIN_MS })
      .then(...SETTLED);
    if (!isClosed) this.faults.push(`${place}, “${title}”: Escape does not close it`);
    const focused = await this.#page.evaluate<string>(FOCUSED);
    if (focused !== opener)
      this.faults.push(`${place}, “${title}”: the focus goes to “${focused}”, not back to “${opener}”`);
  }
}

/** Views of one thing have the same buttons above them: as a whole alone each is pressed in every view. */
function kindOf(place: string): string {
  return isWhole ? place : place.replace(/(?<=:id).*/, '');
}

const SETTLED = [() => true, () => false] as const;
const FOCUS_IS_INSIDE = `(() => {
  const dialog = document.querySelector('dialog[open]');
  return dialog === null || dialog.contains(document.activeElement);
})()`;
const NAME_OF = `(element => element.innerText.trim())`;
const FOCUSED = `${NAME_OF}(document.activeElement)`;

/** The texts of visible buttons, in the order of the page. */
async function namesOf(page: Page, buttons: string): Promise<string[]> {
  const names = await page.evaluate<string[]>(
    `[...document.querySelectorAll('${buttons}')].filter(button => button.checkVisibility()).map(${NAME_OF})`,
  );
  return names.filter(name => name !== '');
}

/** The first button that is called so; one may be called as another begins. */
async function buttonOf(buttons: Locator, name: string): Promise<Locator> {
  const alike = buttons.filter({ hasText: name, visible: true });
  const names = await alike.evaluateAll(shown =>
    shown.map(element => (element as unknown as { innerText: string }).innerText.trim()),
  );
  return alike.nth(Math.max(0, names.indexOf(name)));
}
