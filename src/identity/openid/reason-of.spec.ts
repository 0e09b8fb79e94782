import { describe, expect, it } from '@jest/globals';
import { errors } from 'jose';
import { ClientError } from 'openid-client';
import { reasonOf, reasonOfToken } from './reason-of.js';

describe('why an answer of the provider was refused', () => {
  const compared = (claim: string) => new Error('compared', { cause: { claim } });

  it.each([
    ['openid-wrong-audience', clientError('OAUTH_JWT_CLAIM_COMPARISON_FAILED', compared('aud'))],
    ['openid-wrong-nonce', clientError('OAUTH_JWT_CLAIM_COMPARISON_FAILED', compared('nonce'))],
    ['openid-expired', clientError('OAUTH_JWT_TIMESTAMP_CHECK_FAILED', compared('exp'))],
    ['openid-unknown-key', clientError('OAUTH_KEY_SELECTION_FAILED')],
    ['openid-provider-away', clientError('OAUTH_TIMEOUT')],
    ['openid-provider-away', clientError('OAUTH_RESPONSE_IS_NOT_CONFORM')],
    ['openid-provider-away', new ClientError('', { cause: new TypeError('fetch failed', { cause: new Error() }) })],
    ['openid-provider-away', new TypeError('fetch failed', { cause: new Error() })],
    ['openid-bad-token', clientError('OAUTH_INVALID_RESPONSE')],
    ['openid-bad-token', new TypeError('a defect of ours')],
    ['openid-bad-token', 'no error at all'],
  ])('is %s', (reason, error) => {
    expect(reasonOf(error)).toBe(reason);
  });
});

describe('why a token of the provider was refused', () => {
  it.each([
    ['openid-expired', new errors.JWTExpired('', {}, 'exp')],
    ['openid-expired', new errors.JWTClaimValidationFailed('', {}, 'nbf')],
    ['openid-wrong-audience', new errors.JWTClaimValidationFailed('', {}, 'aud')],
    ['openid-wrong-issuer', new errors.JWTClaimValidationFailed('', {}, 'iss')],
    ['openid-wrong-algorithm', new errors.JOSEAlgNotAllowed()],
    ['openid-unknown-key', new errors.JWKSNoMatchingKey()],
    ['openid-bad-signature', new errors.JWSSignatureVerificationFailed()],
    ['openid-bad-token', new errors.JWSInvalid()],
    ['openid-provider-away', new errors.JWKSTimeout()],
    ['openid-provider-away', new errors.JWKSInvalid()],
    ['openid-provider-away', new errors.JOSEError('Expected 200 OK from the JSON Web Key Set HTTP response')],
    ['openid-provider-away', new TypeError('fetch failed')],
  ])('is %s', (reason, error) => {
    expect(reasonOfToken(error)).toBe(reason);
  });
});

function clientError(code: string, cause?: Error): ClientError {
  return Object.assign(new ClientError('', { cause }), { code });
}
