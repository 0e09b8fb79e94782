import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { Client } from '../support/client.js';
import { authenticatorAt, signInWithPasskey } from '../support/second-factor.js';
import type { Listener } from '../kill/traffic.js';

/** An access token lasts a quarter of an hour. */
const RENEW_EVERY_MS = 4 * 60_000;

const REFERENCE = 'INC-1';
/** Who listens, and for what: whose calls they are, the team lead, the trainer, and who answers complaints. */
const PURPOSES = {
  'maija.malli': { purpose: 'service-development', reference: REFERENCE },
  'liisa.lupa': { purpose: 'service-development', reference: REFERENCE },
  'kirsi.koulu': { purpose: 'internal-training' },
  'risto.reklamaatio': { purpose: 'complaint', reference: REFERENCE },
} as const;
/** Who may look for anybody's calls. */
const SEARCHER = 'liisa.lupa';

/** The people of the soak. Each signs in once, with a passkey, and is renewed as a browser does it for as long as they work. */
export class Listeners {
  renewals = 0;
  readonly failures: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    readonly listeners: readonly Listener[],
    readonly searcher: Client,
  ) {}

  static async signIn(url: string): Promise<Listeners> {
    const clients = new Map<string, Client>();
    for (const username of Object.keys(PURPOSES)) clients.set(username, await signInAt(url, username));
    const listeners = Object.entries(PURPOSES).map(([username, purpose]) => ({
      client: clients.get(username) ?? new Client(url),
      purpose,
    }));
    return new Listeners(listeners, clients.get(SEARCHER) ?? new Client(url));
  }

  /** Their sessions are renewed now and then again and again, until {@link stop}. */
  stayIn(everyMs = RENEW_EVERY_MS): void {
    void this.#renew();
    this.#timer = setInterval(() => void this.#renew(), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #renew(): Promise<void> {
    for (const { client } of this.listeners) {
      try {
        await client.renew();
        this.renewals += 1;
      } catch (error) {
        this.failures.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
}

/** Somebody of the demo's accounts, with a passkey that is registered with it: once a server and person. */
export function signInAt(url: string, username: string): Promise<Client> {
  return signInWithPasskey(new Client(url), {
    ...{ username, password: DEMO_PASSWORD },
    authenticator: authenticatorAt(url),
  });
}
