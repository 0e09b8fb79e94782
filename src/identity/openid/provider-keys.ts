import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { OpenIdProvider } from './openid-provider.js';
import { PROVIDER_TIMEOUT_MS } from './signatures.js';

/** Keys are read anew after so long, so that one that the provider has withdrawn is not believed for longer, */
const KEPT_MS = 10 * 60_000;
/** and at an unknown key id at most so often: made-up ids must not make us flood the provider. */
const COOLDOWN_MS = 30_000;

/** The public keys of the identity provider (RFC 7517), fetched when they are needed. */
@Injectable()
export class ProviderKeys {
  #known: { readonly address: string; readonly keys: JWTVerifyGetKey } | undefined;

  constructor(private readonly provider: OpenIdProvider) {}

  /**
   * Finds the key of a token; refetches where it is unknown.
   * @throws OpenIdRefused `openid-provider-away` where the provider's description cannot be had
   */
  async get(): Promise<JWTVerifyGetKey> {
    const url = await this.provider.keysUrl();
    if (this.#known?.address !== url.href) this.#known = { address: url.href, keys: keysAt(url) };
    return this.#known.keys;
  }
}

function keysAt(url: URL): JWTVerifyGetKey {
  return createRemoteJWKSet(url, {
    cacheMaxAge: KEPT_MS,
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: PROVIDER_TIMEOUT_MS,
  });
}
