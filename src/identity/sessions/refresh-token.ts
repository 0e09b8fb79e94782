import { newToken } from '../opaque-token.js';

const FORM = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

/**
 * A refresh token, `<family>.<secret>`, each part 256 random bits. The family is the session's for all its life, the
 * secret is used once: so a used-up token is still known as one of its session.
 */
export interface RefreshToken {
  readonly token: string;
  readonly family: string;
  readonly secret: string;
}

/** The next token of `family`, or the first one of a new family. */
export function newRefreshToken(family = newToken()): RefreshToken {
  const secret = newToken();
  return { token: `${family}.${secret}`, family, secret };
}

/** The parts of a token; null for what is not one. */
export function parseRefreshToken(token: string): RefreshToken | null {
  const [, family, secret] = FORM.exec(token) ?? [];
  return family && secret ? { token, family, secret } : null;
}
