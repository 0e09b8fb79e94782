/**
 * The signatures that are believed (RFC 8725 §3.1): asymmetric ones alone. Neither `none` nor HMAC, under which the public key
 * would be the secret.
 */
export const SIGNATURES: readonly string[] = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'Ed25519', 'EdDSA'],
];

/** How far the provider's clock and ours may differ. */
export const TOLERANCE_S = 30;

/** Nobody waits longer for the provider. */
export const PROVIDER_TIMEOUT_MS = 5_000;
