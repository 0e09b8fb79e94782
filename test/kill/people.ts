import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import type { SoftwareAuthenticator } from '../support/authenticator.js';
import { Client } from '../support/client.js';
import { authenticatorAt, pageOriginOf, signInWithPasskey } from '../support/second-factor.js';
import type { Ledger } from './ledger.js';
import type { Callers } from './traffic.js';

const MINUTE_MS = 60_000;
const SIGN_IN_AGAIN_MS = 8 * MINUTE_MS;
/** Who decides must have shown the passkey within five minutes. */
const DECIDER = 'liisa.lupa';
const DECIDER_AGAIN_MS = 2 * MINUTE_MS;

interface SignedIn {
  readonly token: string;
  readonly atMs: number;
}

/** The people of one run. Sessions outlive the server, so they sign in anew only before their session or its freshness ends. */
export class People {
  readonly #authenticators = new Map<string, SoftwareAuthenticator>();
  readonly #signedIn = new Map<string, SignedIn>();

  constructor(
    private readonly ledger: Ledger,
    private readonly ingestToken: string,
  ) {}

  async callers(url: string): Promise<Callers> {
    const reference = 'INC-1';
    const liisa = await this.as(url, DECIDER);
    const handler = { client: await this.as(url, 'risto.reklamaatio'), purpose: { purpose: 'complaint', reference } };
    return {
      url,
      handler,
      decider: liisa,
      listeners: [
        { client: liisa, purpose: { purpose: 'service-development', reference } },
        handler,
        { client: await this.as(url, 'kirsi.koulu'), purpose: { purpose: 'internal-training' } },
      ],
      ingest: new Client(url, this.ingestToken),
    };
  }

  async as(url: string, username: string): Promise<Client> {
    const known = this.#signedIn.get(username);
    const ageMs = Math.abs(this.ledger.now().getTime() - (known?.atMs ?? -Infinity));
    if (known && ageMs < (username === DECIDER ? DECIDER_AGAIN_MS : SIGN_IN_AGAIN_MS))
      return new Client(url, known.token);
    const token = await this.#signIn(url, username);
    this.#signedIn.set(username, { token, atMs: this.ledger.now().getTime() });
    return new Client(url, token);
  }

  /** The passkey of each person outlives the server as the sessions do; the address of its pages does not. */
  async #signIn(url: string, username: string): Promise<string> {
    const authenticator = this.#authenticators.get(username) ?? authenticatorAt(url);
    this.#authenticators.set(username, authenticator);
    authenticator.origin = pageOriginOf(url);
    return (await signInWithPasskey(new Client(url), { username, password: DEMO_PASSWORD, authenticator })).token;
  }
}
