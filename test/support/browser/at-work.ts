import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from 'playwright-core';
import type { BrowserHouse, PersonAtBrowser } from './browser-house.js';
import { Colleague } from './colleague.js';
import { IS_DRAWN, SIDEWAYS } from './in-page.js';
import type { WatchedPage } from './watched-page.js';
import { soon } from './soon.js';
import { dayIn, sentencesIn, wordsIn, type Language } from './words.js';

const DESK = { width: 1280, height: 900 };
const TELEPHONE = { width: 320, height: 640 };

/** A downloaded file: its name and what is in it. */
export interface Taken {
  readonly name: string;
  readonly text: string;
}

/** Somebody with a role at the built client, for a day: goes about by the navigation, and is watched. */
export class AtWork extends Colleague {
  readonly id: string;
  readonly username: string;
  readonly watched: WatchedPage;
  readonly #origin: string;
  /** Matches texts of the client, whatever they tell. */
  readonly sentences: ReturnType<typeof sentencesIn>;

  private constructor(house: BrowserHouse, seat: PersonAtBrowser, language: Language) {
    super(seat.page, house.origin, seat.username.replace('testi.', 'Testi '));
    this.words = wordsIn(language);
    this.sentences = sentencesIn(language);
    this.id = seat.id;
    this.username = seat.username;
    this.watched = seat.watched;
    this.#origin = house.origin;
  }

  /** A new person with `grants`, whose client speaks `usual`, or the language in which all days are run. */
  static async with(
    house: BrowserHouse,
    grants: readonly Readonly<Record<string, unknown>>[],
    usual: Language,
  ): Promise<AtWork> {
    const language = dayIn(usual);
    const who = new AtWork(house, await house.seat(grants, language), language);
    await who.page.setViewportSize(DESK);
    await who.confirmWhenAsked();
    await who.page.waitForURL(url => url.pathname !== '/'); // the first page leads on
    await who.drawn();
    return who;
  }

  /** Goes to a place of a group of the main navigation; until the navigation says that one is there. */
  async visit(group: string, place: string): Promise<void> {
    const navigation = this.page.getByRole('navigation', { name: this.words('nav.label') });
    const button = navigation.getByRole('button', { name: this.words(`nav.groups.${group}`) });
    const link = navigation.getByRole('link', { name: this.words(`nav.${place}`), exact: true });
    if ((await button.count()) > 0 && (await button.getAttribute('aria-expanded')) === 'false') await button.click();
    await link.click();
    await soon(async () => (await link.getAttribute('aria-current')) === 'page');
    await this.drawn();
  }

  /** Until the page is there and nothing is being fetched. */
  async drawn(): Promise<void> {
    await soon(() => this.page.evaluate<boolean>(IS_DRAWN));
  }

  /** Writes a calendar day into its field, as it is written here. */
  async day(label: string, day: string, within: Page | Locator = this.page): Promise<void> {
    const [year, month, date] = day.split('-').map(Number);
    await within
      .getByRole('textbox', { name: this.words(label) })
      .first()
      .fill(`${date ?? ''}.${month ?? ''}.${year ?? ''}`);
  }

  link(name: string, told: Readonly<Record<string, string>> = {}): Locator {
    return this.page.getByRole('link', { name: this.words(name, told), exact: true });
  }

  /** A part of the page under a heading of its own. */
  panel(name: string): Locator {
    return this.page.getByRole('region', { name: this.words(name), exact: true });
  }

  /** The texts of every button that the page offers, outside the frame around it; those that open a list or a calendar left out. */
  async offered(): Promise<string[]> {
    await this.drawn();
    return this.page.locator('main button:visible:not([aria-haspopup], [class*="date-input_picker"])').allInnerTexts();
  }

  /** Does something that brings a file. */
  async takes(act: () => Promise<void>): Promise<Taken> {
    const waited = this.page.waitForEvent('download');
    await act();
    return takenOf(await waited);
  }

  /** What scrolls sideways of the pages at `addresses` on a narrow screen. */
  async sidewaysOnTelephone(addresses: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    await this.page.setViewportSize(TELEPHONE);
    for (const address of addresses) {
      await this.page.goto(`${this.#origin}${address}`);
      await this.drawn();
      found.push(...(await this.page.evaluate<string[]>(SIDEWAYS)).map(what => `${address}: ${what}`));
    }
    await this.page.setViewportSize(DESK);
    return found;
  }

  /** What a day may not leave behind: who else was asked, what stood in addresses, what broke, what the policy forbade. */
  faults(personal: readonly string[]): Readonly<Record<string, string[]>> {
    const { watched } = this;
    return {
      strangers: watched.strangers(this.#origin),
      telling: watched.tellingAddresses([...personal, this.username]),
      faults: watched.faults,
      violations: watched.violations,
    };
  }
}

/** A day as it should be. */
export const NO_FAULTS = { strangers: [], telling: [], faults: [], violations: [] };

async function takenOf(download: Download): Promise<Taken> {
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}
