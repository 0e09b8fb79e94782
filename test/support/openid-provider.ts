import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';

export const CLIENT_ID = 'tallenne';
export const CLIENT_SECRET = 'a-secret-of-the-client-for-tests-only';
export const AUDIENCE = 'https://tallenne.test/api';

/** How somebody signs in at the provider. */
export interface ProviderSignIn {
  readonly accountId: string;
  readonly amr?: readonly string[];
  readonly acr?: string;
}

/** Makes another ID token out of what the right one says. */
export type Tampering = (claims: JWTPayload, key: SigningKey) => Promise<string>;

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/**
 * The real `oidc-provider`, in this process on loopback: whoever comes is signed in as `person` says. It can be given
 * other keys, be away, and hand out tokens that are not as they should be.
 */
export class OpenIdTestProvider {
  person: ProviderSignIn = { accountId: 'nobody' };
  tampering: Tampering | null = null;
  /** Breaks every connection off while it is true. */
  isAway = false;
  /** How often each path was asked for. */
  readonly asked = new Map<string, number>();
  #handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  #key: SigningKey | undefined;
  #serial = 0;

  private constructor(
    readonly issuer: string,
    private readonly redirectUri: string,
    private readonly server: Server,
  ) {}

  static async start(redirectUri: string): Promise<OpenIdTestProvider> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // of TCP
    const provider = new OpenIdTestProvider(issuer, redirectUri, server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      provider.#answer(request, response);
    });
    await provider.rotate();
    return provider;
  }

  /** The key that signs now. */
  get key(): SigningKey {
    if (!this.#key) throw new Error('The provider has no key yet.');
    return this.#key;
  }

  /** Begins to sign with another key, and publishes that one alone. */
  async rotate(): Promise<void> {
    this.#serial += 1;
    this.#key = await newKey(`key-${this.#serial}`);
    const privateJwk = { ...(await exportJWK(this.#key.privateKey)), kid: this.#key.kid, alg: 'RS256', use: 'sig' };
    const provider = quietly(() => new Provider(this.issuer, this.#configuration(privateJwk)));
    provider.use(async (context, next) => {
      await next();
      await this.#tamper(context);
    });
    const handle = provider.callback();
    this.#handle = (request, response) => handle(request, response);
    this.#finishes = (request, response) => this.#finish(provider, request, response);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  #finishes: (request: IncomingMessage, response: ServerResponse) => Promise<void> = () => Promise.resolve();

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', this.issuer).pathname;
    this.asked.set(path, (this.asked.get(path) ?? 0) + 1);
    if (this.isAway) request.socket.destroy();
    else if (path.startsWith('/interaction/')) void this.#finishes(request, response);
    else void this.#handle(request, response);
  }

  /** The provider's own sign-in page; it asks nothing. */
  async #finish(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { accountId, amr, acr } = this.person;
    if (accountId === 'breaks-off') {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
      return;
    }
    const login = { accountId, ...(amr ? { amr: [...amr] } : {}), ...(acr === undefined ? {} : { acr }) };
    await provider.interactionFinished(request, response, { login });
  }

  async #tamper(context: { readonly path: string; body: unknown }): Promise<void> {
    const body = context.body as { id_token?: string } | undefined;
    if (context.path !== '/token' || !this.tampering || typeof body?.id_token !== 'string') return;
    const claims = JSON.parse(Buffer.from(body.id_token.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload;
    context.body = { ...body, id_token: await this.tampering(claims, this.key) };
  }

  #configuration(privateJwk: JWK): Configuration {
    return {
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          redirect_uris: [this.redirectUri],
          response_types: ['code'],
          grant_types: ['authorization_code'],
          token_endpoint_auth_method: 'client_secret_post',
          id_token_signed_response_alg: 'RS256',
        },
      ],
      jwks: { keys: [privateJwk] },
      cookies: { keys: ['cookies-of-a-test'] },
      ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 3600, IdToken: 3600, Interaction: 3600, Session: 3600 },
      claims: { openid: ['sub', 'amr', 'acr', 'auth_time'], profile: ['name', 'preferred_username'] },
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, preferred_username: `${id}@example.org`, name: `Testi ${id}` }),
      }),
      loadExistingGrant: grantEverything,
    };
  }
}

async function newKey(kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid } };
}

/** Consent is the organisation's: nobody is asked. */
async function grantEverything(context: KoaContextWithOIDC) {
  const { provider, client, session } = context.oidc;
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}

/** It says that a memory alone is no place to keep things in earnest. */
function quietly<T>(make: () => T): T {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return make();
  } finally {
    console.warn = warn;
  }
}
