import type { BrowserContext, Page, Response } from 'playwright-core';
import { IS_DRAWN } from './in-page.js';
import { soon } from './soon.js';
import { WatchedPage } from './watched-page.js';

/** Ends as soon as a page is drawn; a page that is not by then is a finding. */
const DRAWN_WITHIN_MS = 30_000;
/** An answer of a page that was left is never read to its end. */
const READ_WITHIN_MS = 2_000;

/** A page of a browser of which everything is written down that it asks for, is answered and complains about. */
export class WalkedPage {
  /** Violations of the content security policy and errors on the console. */
  readonly #said: string[] = [];
  readonly #watched: WatchedPage;
  /** Every text in the server's answers of JSON. */
  readonly data = new Set<string>();
  #reading: Promise<unknown>[] = [];

  private constructor(readonly page: Page) {
    this.#watched = new WatchedPage(page);
  }

  get requests(): readonly string[] {
    return this.#watched.requests;
  }

  /** What the page complains about, exceptions among it. */
  get complaints(): readonly string[] {
    return [...this.#said, ...this.#watched.faults.map(fault => `exception: ${fault}`)];
  }

  static async open(context: BrowserContext): Promise<WalkedPage> {
    const page = await context.newPage();
    const watched = new WalkedPage(page);
    await page.exposeFunction('tellViolation', (what: string) => watched.#said.push(`policy: ${what}`));
    await page.addInitScript(`document.addEventListener('securitypolicyviolation', event => {
      window.tellViolation(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile);
    })`);
    page.on('console', message => {
      const isAnswer = message.text().startsWith('Failed to load resource'); // a refusal that the page shows
      if (message.type() === 'error' && !isAnswer) watched.#said.push(`console: ${message.text()}`);
    });
    page.on('response', response => {
      watched.#reading.push(watched.#read(response));
    });
    return watched;
  }

  /** Goes to an address and waits until the page is drawn. */
  async visit(address: string): Promise<void> {
    await this.page.goto(address, { waitUntil: 'load' });
    await this.drawn();
  }

  async drawn(): Promise<void> {
    // Drawn twice in a row: what one answer shows may ask for another.
    for (let drawn = 0; drawn < 2; drawn += 1) {
      await soon(() => this.page.evaluate<boolean>(IS_DRAWN), DRAWN_WITHIN_MS);
      await this.page.waitForTimeout(80);
      await Promise.race([Promise.all(this.#reading.splice(0)), this.page.waitForTimeout(READ_WITHIN_MS)]);
    }
  }

  async #read(response: Response): Promise<void> {
    const type = response.headers()['content-type'] ?? '';
    if (!/json/.test(type)) return;
    const body: unknown = await response.json().catch(() => null); // of a page that was left meanwhile
    collect(body, this.data);
  }
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value.trim());
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) {
      collect(inner, into);
    }
  }
}
