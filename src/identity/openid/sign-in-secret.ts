import { createHmac, timingSafeEqual } from 'node:crypto';
import { hashToken, newToken } from '../opaque-token.js';

const FORM = /^[A-Za-z0-9_-]{43}$/;

/**
 * The one secret of a sign-in at the identity provider: the browser keeps it in a cookie, the database its hash alone.
 * What goes to the provider is derived from it (HMAC-SHA-256), so nothing that lies here answers for a browser.
 */
export class SignInSecret {
  private constructor(readonly value: string) {}

  static create(): SignInSecret {
    return new SignInSecret(newToken());
  }

  /** Null for what is no such secret. */
  static parse(value: string | undefined): SignInSecret | null {
    return value !== undefined && FORM.test(value) ? new SignInSecret(value) : null;
  }

  /** What is kept of it. */
  get hash(): string {
    return hashToken(this.value);
  }

  /** Ties the answer to this browser (RFC 6749 §10.12). */
  get state(): string {
    return this.#derive('state');
  }

  /** Ties the ID token to this sign-in (OpenID Connect Core §3.1.2.1). */
  get nonce(): string {
    return this.#derive('nonce');
  }

  /** Ties the code to who asked for it (RFC 7636 §4.1: 43 characters of base64url). */
  get codeVerifier(): string {
    return this.#derive('pkce');
  }

  /** Whether `state` is that of this sign-in; compares in constant time. */
  hasState(state: string | null): boolean {
    const [given, own] = [Buffer.from(state ?? ''), Buffer.from(this.state)];
    return given.length === own.length && timingSafeEqual(given, own);
  }

  #derive(use: string): string {
    return createHmac('sha256', this.value).update(`tallenne/v1/openid/${use}`).digest('base64url');
  }
}
