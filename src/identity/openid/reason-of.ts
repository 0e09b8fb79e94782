import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { errors } from 'jose';
import type { OpenIdRefusal } from './openid-refused.js';

const BY_CLAIM: Readonly<Record<string, OpenIdRefusal>> = {
  iss: 'openid-wrong-issuer',
  aud: 'openid-wrong-audience',
  azp: 'openid-wrong-audience',
  nonce: 'openid-wrong-nonce',
  exp: 'openid-expired',
  nbf: 'openid-expired',
  iat: 'openid-expired',
};

const BY_CODE: Readonly<Record<string, OpenIdRefusal>> = {
  OAUTH_KEY_SELECTION_FAILED: 'openid-unknown-key',
  OAUTH_UNSUPPORTED_OPERATION: 'openid-wrong-algorithm',
  OAUTH_TIMEOUT: 'openid-provider-away',
  OAUTH_ABORT: 'openid-provider-away',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'openid-provider-away',
  OAUTH_RESPONSE_IS_NOT_JSON: 'openid-provider-away',
};

/** Why `openid-client` refused an answer of the provider. */
export function reasonOf(error: unknown): OpenIdRefusal {
  if (error instanceof AuthorizationResponseError) {
    return error.error === 'access_denied' ? 'openid-cancelled' : 'openid-provider-refused';
  }
  if (error instanceof ResponseBodyError) {
    return error.error === 'invalid_grant' ? 'openid-code-refused' : 'openid-provider-refused';
  }
  if (isNetworkFailure(error)) return 'openid-provider-away';
  if (!(error instanceof ClientError)) return 'openid-bad-token';
  const detail = detailOf(error);
  return BY_CLAIM[String(detail.claim)] ?? BY_CODE[error.code ?? ''] ?? byDetail(detail);
}

/** Why `jose` refused a token, or the provider's keys could not be had. */
export function reasonOfToken(error: unknown): OpenIdRefusal {
  if (error instanceof errors.JWTExpired) return 'openid-expired';
  if (error instanceof errors.JWTClaimValidationFailed) return BY_CLAIM[error.claim] ?? 'openid-bad-token';
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
    return 'openid-wrong-algorithm';
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return 'openid-unknown-key';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'openid-bad-signature';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'openid-bad-token';
  // What is left is that the keys could not be had: no answer, one that is no success, or no set of keys.
  return 'openid-provider-away';
}

interface Detail {
  readonly claim?: unknown;
  readonly header?: unknown;
  readonly signature?: unknown;
  readonly parameters?: unknown;
}

/** `openid-client` wraps the error of the layer below, which tells apart what it compared. */
function detailOf(error: ClientError): Detail {
  const inner = error.cause instanceof Error ? error.cause.cause : undefined;
  return typeof inner === 'object' && inner !== null ? inner : {};
}

function byDetail({ header, signature, parameters }: Detail): OpenIdRefusal {
  if (signature !== undefined) return 'openid-bad-signature';
  if (header !== undefined) return 'openid-wrong-algorithm';
  // The state was compared before: of the parameters only the issuer is left (RFC 9207).
  return parameters === undefined ? 'openid-bad-token' : 'openid-wrong-issuer';
}

/** By its name: `fetch` may be of another realm than we are. */
function isNetworkFailure(error: unknown): boolean {
  if (error instanceof ClientError) return error.code === undefined && isNetworkFailure(error.cause);
  return (
    typeof error === 'object' && error !== null && 'name' in error && error.name === 'TypeError' && 'cause' in error
  );
}
