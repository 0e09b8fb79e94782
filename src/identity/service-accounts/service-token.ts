import { newToken } from '../opaque-token.js';

/** Tells a service account's token from an access token, and a leaked one from noise. */
export const SERVICE_TOKEN_PREFIX = 'tlnsvc_';

/** A new token of a service account: the prefix and 256 random bits, base64url. */
export function newServiceToken(): string {
  return `${SERVICE_TOKEN_PREFIX}${newToken()}`;
}
