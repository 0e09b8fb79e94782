import { describe, expect, it } from '@jest/globals';
import { whyUnreachable } from './unreachable.js';

const failed = (code: string, message = 'of db.example.org as tallenne_app'): Error =>
  Object.assign(new Error(message), { code });

describe('why a PostgreSQL cannot be used', () => {
  it.each([
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate is not one of the authority/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate is not one of the authority/],
    ['CERT_HAS_EXPIRED', /certificate is not one of the authority/],
    ['28P01', /does not let this role in \(28P01\)/],
    ['28000', /does not let this role in/],
    ['ECONNREFUSED', /cannot be reached there, or has no such database \(ECONNREFUSED\)/],
    ['3D000', /has no such database \(3D000\)/],
  ])('is said of %s without a word of its address', (code, words) => {
    expect(whyUnreachable(failed(code))).toMatch(words);
    expect(whyUnreachable(failed(code))).not.toMatch(/example|tallenne_app/);
  });

  it('tells a server without TLS, and knows no more of what says nothing', () => {
    expect(whyUnreachable(new Error('The server does not support SSL connections'))).toMatch(/does not speak TLS/);
    expect(whyUnreachable(undefined)).toMatch(/cannot be reached/);
  });
});
