import { Injectable, Logger } from '@nestjs/common';
import * as oidc from 'openid-client';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Config } from '../../platform/config/index.js';
import { FRESH_MS } from '../second-factor/freshness.js';
import { OpenIdRefused } from './openid-refused.js';
import { reasonOf } from './reason-of.js';
import { PROVIDER_TIMEOUT_MS, SIGNATURES, TOLERANCE_S } from './signatures.js';
import type { SignInSecret } from './sign-in-secret.js';

/** Where the provider sends people back to. */
export const CALLBACK_PATH = '/api/v1/sessions/openid/callback';
const SCOPE = 'openid profile';
/** Whoever is signed in shows themselves again, and the token says when (OpenID Connect Core §3.1.2.1). */
const ANEW = { prompt: 'login', max_age: String(FRESH_MS / 1000) };
const DESCRIPTION_KEPT_MS = 10 * 60_000;

/** Marked as deprecated so that it stands out; the settings allow plain HTTP on this machine alone. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
const allowPlainHttp: (client: oidc.Configuration) => void = oidc.allowInsecureRequests;

/** What the provider vouches for: the claims of an ID token that has passed every check. */
export type IdTokenClaims = oidc.IDToken;

/** An instant (RFC 3339), and whether the provider answered what it was asked then. */
export interface ProviderContact {
  readonly at: string;
  readonly answered: boolean;
}

/** The organisation's identity provider, asked by OpenID Connect: code flow with PKCE, `state` and `nonce`. */
@Injectable()
export class OpenIdProvider {
  readonly #logger = new Logger('identity');
  #contact: ProviderContact | null = null;
  #description: { readonly readAtMs: number; readonly metadata: Promise<oidc.ServerMetadata> } | undefined;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** When this server asked the provider for its description last; null where it has not yet. */
  get lastContact(): ProviderContact | null {
    return this.#contact;
  }

  /** Where the provider sends people back to. @throws DomainError `not-found` where no provider is set */
  get callbackUrl(): string {
    this.assertSet();
    return this.#callbackUrl().href;
  }

  /** @throws DomainError `not-found` where no provider is set */
  assertSet(): void {
    if (this.config.openId === null) throw notFound();
  }

  /**
   * Where a browser goes to sign in.
   * @throws OpenIdRefused `openid-provider-away`
   */
  async authorizationUrl(secret: SignInSecret, { anew = false } = {}): Promise<URL> {
    const client = await this.#client();
    const { requiredAcr } = this.#settings;
    return oidc.buildAuthorizationUrl(client, {
      redirect_uri: this.#callbackUrl().href,
      scope: SCOPE,
      state: secret.state,
      nonce: secret.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(secret.codeVerifier),
      code_challenge_method: 'S256',
      ...(requiredAcr === null ? {} : { acr_values: requiredAcr }),
      ...(anew ? ANEW : {}),
    });
  }

  /**
   * Exchanges the code of an answer and checks what comes for it: issuer of the answer (RFC 9207), state, and of the ID token
   * signature, algorithm, issuer, audience, times and nonce (OpenID Connect Core §3.1.3.7).
   * @param query the query of the callback as it came, without `?`
   * @throws OpenIdRefused
   */
  async claimsOf(query: string, secret: SignInSecret): Promise<IdTokenClaims> {
    const client = await this.#client();
    const answer = this.#callbackUrl();
    answer.search = query;
    try {
      const checks = {
        pkceCodeVerifier: secret.codeVerifier,
        expectedState: secret.state,
        expectedNonce: secret.nonce,
      };
      const claims = (await oidc.authorizationCodeGrant(client, answer, checks)).claims();
      if (claims) return claims;
    } catch (cause) {
      this.#sayMisconfigured(cause);
      throw new OpenIdRefused(reasonOf(cause), { cause });
    }
    throw new OpenIdRefused('openid-bad-token');
  }

  /**
   * Where the provider publishes its keys.
   * @throws OpenIdRefused `openid-provider-away`
   */
  async keysUrl(): Promise<URL> {
    const { jwks_uri: address } = await this.#describe();
    if (address === undefined || !URL.canParse(address)) throw new OpenIdRefused('openid-provider-away');
    return new URL(address);
  }

  /** Made anew each time: the clock that it checks by is moved, and its memory of keys would outlive a rotation. */
  async #client(): Promise<oidc.Configuration> {
    const { clientId, clientSecret, issuer } = this.#settings;
    const described = await this.#describe();
    const offered = described.id_token_signing_alg_values_supported ?? ['RS256'];
    const server = { ...described, id_token_signing_alg_values_supported: offered.filter(isTaken) };
    const times = { [oidc.clockSkew]: this.#skewS(), [oidc.clockTolerance]: TOLERANCE_S };
    const client = new oidc.Configuration(server, clientId, times, authenticationOf(clientSecret, described));
    client.timeout = PROVIDER_TIMEOUT_MS / 1000;
    oidc.enableNonRepudiationChecks(client);
    if (issuer.startsWith('http:')) allowPlainHttp(client);
    return client;
  }

  /** The provider's own description (OpenID Connect Discovery §4), remembered for ten minutes; a failure is not. */
  async #describe(): Promise<oidc.ServerMetadata> {
    const nowMs = this.clock.now().getTime();
    const known = this.#description;
    if (known && Math.abs(nowMs - known.readAtMs) < DESCRIPTION_KEPT_MS) return known.metadata;
    const reading = { readAtMs: nowMs, metadata: this.#readDescription() };
    this.#description = reading;
    try {
      const metadata = await reading.metadata;
      this.#contact = { at: new Date(nowMs).toISOString(), answered: true };
      return metadata;
    } catch (error) {
      if (this.#description === reading) this.#description = undefined;
      this.#contact = { at: new Date(nowMs).toISOString(), answered: false };
      throw error;
    }
  }

  async #readDescription(): Promise<oidc.ServerMetadata> {
    const { issuer, clientId } = this.#settings;
    const execute = issuer.startsWith('http:') ? [allowPlainHttp] : [];
    try {
      const options = { execute, timeout: PROVIDER_TIMEOUT_MS / 1000 };
      const metadata = (
        await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), options)
      ).serverMetadata();
      if (metadata.issuer !== issuer) throw new Error('the provider calls itself otherwise than OIDC_ISSUER');
      return metadata;
    } catch (cause) {
      this.#logger.warn(`couldn't read the identity provider's description: ${whyOf(cause)}`);
      throw new OpenIdRefused('openid-provider-away', { cause });
    }
  }

  /** A wrong secret or redirect URI is the operator's to find; what is no plain code (RFC 6749 §5.2) is not repeated. */
  #sayMisconfigured(error: unknown): void {
    if (!(error instanceof oidc.ResponseBodyError) || error.error === 'invalid_grant') return;
    const code = /^[a-z_]{1,40}$/.test(error.error) ? error.error : 'something else';
    this.#logger.warn(`the identity provider refused to exchange a code: ${code}`);
  }

  get #settings(): NonNullable<Config['openId']> {
    this.assertSet();
    return this.config.openId as NonNullable<Config['openId']>; // asserted
  }

  #callbackUrl(): URL {
    return new URL(CALLBACK_PATH, this.config.publicOrigin ?? undefined); // the settings need it beside the issuer
  }

  #skewS(): number {
    return Math.round((this.clock.now().getTime() - Date.now()) / 1000);
  }
}

/** For the operator: nothing of a person or a secret has been sent yet. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const { cause } = error;
  const more = typeof cause === 'object' && cause !== null && 'message' in cause ? ` (${String(cause.message)})` : '';
  return `${error.message}${more}`;
}

function isTaken(algorithm: string): boolean {
  return SIGNATURES.includes(algorithm);
}

function authenticationOf(
  secret: string | null,
  { token_endpoint_auth_methods_supported: methods }: oidc.ServerMetadata,
) {
  if (secret === null) return oidc.None();
  return methods?.includes('client_secret_post') ? oidc.ClientSecretPost(secret) : oidc.ClientSecretBasic(secret);
}
