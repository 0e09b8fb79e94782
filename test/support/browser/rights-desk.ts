import type { Browser } from 'playwright-core';
import { DEMO_PASSWORD } from '../../../src/server/demo-accounts.js';
import { wav } from '../audio.js';
import { FaultProcess } from '../fault-process.js';
import { callMetadata } from '../metadata.js';
import { addPerson } from '../people.js';
import { pageOriginOf } from '../second-factor.js';
import { startTestServer, type TestServer } from '../server.js';
import { launchChromium } from './chromium.js';
import { Colleague } from './colleague.js';
import { WatchedPage } from './watched-page.js';
import type { Language } from './words.js';

/** The machine may be busy with others. */
const START_MS = 120_000;

const SETTINGS = {
  TALLENNE_CONTROLLER_NAME: 'Esimerkki Oy',
  TALLENNE_CONTROLLER_ADDRESS: 'Palvelutie 3; 33100 Tampere',
  TALLENNE_DPO_CONTACT: 'Tapio Tietosuoja; tietosuoja@esimerkki.invalid',
  TALLENNE_LEGAL_BASES: 'service-development=contract',
};

/** A caller as the telephone system knows them. Invented. */
export interface Caller {
  readonly name: string;
  readonly phone: string;
}

/** The built server with the people who take in and handle requests, each in a browser of their own. */
export class RightsDesk {
  /** Whose calls were delivered. */
  readonly callers: Caller[] = [];
  readonly #watched: WatchedPage[] = [];
  #seed = 0;

  private constructor(
    readonly beside: TestServer,
    private readonly served: FaultProcess,
    private readonly browser: Browser,
  ) {}

  static async open(executablePath: string): Promise<RightsDesk> {
    const beside = await startTestServer({ at: new Date(), secondFactor: true, env: SETTINGS });
    const served = await FaultProcess.start(beside.env, START_MS);
    const browser = await launchChromium(executablePath, '--mute-audio', '--autoplay-policy=no-user-gesture-required');
    return new RightsDesk(beside, served, browser);
  }

  /** Every address that any of the browsers asked for. */
  get visited(): string[] {
    return this.#watched.flatMap(({ visited }) => visited);
  }

  get origin(): string {
    return pageOriginOf(this.served.url);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.served.stop();
    await this.beside.stop();
  }

  /** Somebody with a grant, who signs in by hand and makes a passkey. */
  async colleague(grant: Readonly<Record<string, unknown>>, language: Language): Promise<Colleague> {
    const { username } = await addPerson(this.beside, { grants: [grant] });
    const context = await this.browser.newContext({
      ...{ viewport: { width: 1280, height: 900 }, locale: 'fi', timezoneId: 'Europe/Helsinki' },
      acceptDownloads: true,
    });
    context.on('page', page => this.#watched.push(new WatchedPage(page)));
    const colleague = new Colleague(await context.newPage(), this.origin, username.replace('testi.', 'Testi '));
    await colleague.signIn({ username, password: DEMO_PASSWORD }, language);
    return colleague;
  }

  /** A call of two seconds that the telephone system delivers; its id. */
  async call(caller: Caller): Promise<string> {
    this.#seed += 1;
    this.callers.push(caller);
    const metadata = callMetadata(this.beside.clock.now(), { caller: { category: 'customer-staff', ...caller } });
    const { status, body } = await this.beside.ingest().deliver(metadata, wav({ seconds: 2, seed: this.#seed }));
    if (status !== 201) throw new Error(`A call was not taken: ${status} ${String(body.code)}`);
    return String(body.id);
  }
}
