import type { Browser, BrowserContext, Page } from 'playwright-core';
import { FaultProcess } from '../fault-process.js';
import { addPerson } from '../people.js';
import { pageOriginOf } from '../second-factor.js';
import { startTestServer, type TestServer } from '../server.js';
import { launchChromium } from './chromium.js';
import { signInWithNewPasskey } from './sign-in-in-browser.js';
import { WatchedPage } from './watched-page.js';
import type { Language } from './words.js';

/** As in a browser that somebody sits at. */
const SOUND_ONLY_WHEN_ASKED = '--autoplay-policy=document-user-activation-required';

/** Somebody at a browser. */
export interface PersonAtBrowser {
  readonly id: string;
  readonly username: string;
  readonly page: Page;
  readonly watched: WatchedPage;
}

/** The built server with the built client, a server beside it that makes people and calls, and a browser. */
export class BrowserHouse {
  private constructor(
    readonly beside: TestServer,
    private readonly served: FaultProcess,
    private readonly browser: Browser,
  ) {}

  /** @param env further settings of the server */
  static async open(executablePath: string, env: Record<string, string> = {}): Promise<BrowserHouse> {
    const beside = await startTestServer({ at: new Date(), secondFactor: true, env });
    try {
      const served = await FaultProcess.start(beside.env);
      return new BrowserHouse(beside, served, await launchChromium(executablePath, SOUND_ONLY_WHEN_ASKED));
    } catch (error) {
      await beside.stop();
      throw error;
    }
  }

  get origin(): string {
    return pageOriginOf(this.served.url);
  }

  /** A new person with `grants`, at a browser of their own that speaks `language`. */
  async seat(
    grants: readonly Readonly<Record<string, unknown>>[],
    language: Language = 'en',
  ): Promise<PersonAtBrowser> {
    const seated = await this.door(grants, language);
    await signInWithNewPasskey(seated.page, seated.username);
    return seated;
  }

  /** A new person with `grants` in front of the page for signing in. */
  async door(
    grants: readonly Readonly<Record<string, unknown>>[],
    language: Language = 'en',
  ): Promise<PersonAtBrowser> {
    const { id, username } = await addPerson(this.beside, { grants });
    const page = await (await this.#window(language)).newPage();
    page.setDefaultTimeout(60_000);
    const watched = new WatchedPage(page);
    await page.goto(this.origin);
    return { id, username, page, watched };
  }

  /** A page of somebody who is not signed in. */
  async stranger(language: Language = 'en'): Promise<Page> {
    const page = await (await this.#window(language)).newPage();
    page.setDefaultTimeout(20_000);
    return page;
  }

  async #window(language: Language): Promise<BrowserContext> {
    const context = await this.browser.newContext({ locale: language });
    await context.addInitScript(chosen => {
      localStorage.setItem('tallenne-language', chosen);
    }, language);
    return context;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.served.stop();
    await this.beside.stop();
  }
}
