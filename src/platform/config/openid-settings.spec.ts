import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';
import { WrongSetting } from './read-settings.js';

const ALL = {
  OIDC_ISSUER: 'https://id.example.org/tenant',
  OIDC_CLIENT_ID: 'tallenne',
  OIDC_COUNTRY: 'FI',
  TALLENNE_PUBLIC_ORIGIN: 'https://tallenne.example.org',
};

describe('the settings of the identity provider', () => {
  it('are none where nothing is set', () => {
    expect(readConfig({}).openId).toBeNull();
  });

  it('take a public client, whose access tokens open nothing until they have an audience of their own', () => {
    expect(readConfig(ALL).openId).toEqual({
      issuer: 'https://id.example.org/tenant',
      clientId: 'tallenne',
      clientSecret: null,
      audience: null,
      requiredAcr: null,
    });
  });

  it('take a secret, an audience and an authentication context', () => {
    const more = { OIDC_CLIENT_SECRET: 'secret', OIDC_AUDIENCE: 'api://tallenne', OIDC_REQUIRED_ACR: 'c1' };
    const expected = { clientSecret: 'secret', audience: 'api://tallenne', requiredAcr: 'c1' };
    expect(readConfig({ ...ALL, ...more }).openId).toMatchObject(expected);
  });

  it.each([['http://localhost:9000'], ['http://127.0.0.1:9000'], ['http://[::1]:9000']])(
    'take plain HTTP on this machine: %s',
    OIDC_ISSUER => {
      expect(readConfig({ ...ALL, OIDC_ISSUER }).openId?.issuer).toBe(OIDC_ISSUER);
    },
  );

  it.each([['FI'], ['SE'], ['IS'], ['LI'], ['NO'], ['IE']])('take a provider in %s', OIDC_COUNTRY => {
    expect(readConfig({ ...ALL, OIDC_COUNTRY }).openId).not.toBeNull();
  });

  it.each([
    ['OIDC_COUNTRY: the identity provider must be in the EU', { OIDC_COUNTRY: 'US' }],
    ['OIDC_COUNTRY: the identity provider must be in the EU', { OIDC_COUNTRY: 'GB' }],
    ['OIDC_COUNTRY: the identity provider must be in the EU', { OIDC_COUNTRY: 'CH' }],
    ['OIDC_COUNTRY: is the two capital letters', { OIDC_COUNTRY: 'Finland' }],
    ['go together', { OIDC_COUNTRY: undefined }],
    ['go together', { OIDC_ISSUER: undefined }],
    ['go together', { OIDC_CLIENT_ID: undefined }],
    ['TALLENNE_PUBLIC_ORIGIN is needed', { TALLENNE_PUBLIC_ORIGIN: undefined }],
    ['OIDC_ISSUER: must be an https address', { OIDC_ISSUER: 'http://id.example.org' }],
    ['OIDC_ISSUER: must be an https address', { OIDC_ISSUER: 'http://127.0.0.1.example.org' }],
    ['OIDC_ISSUER: must be an https address', { OIDC_ISSUER: 'ftp://id.example.org' }],
    ['OIDC_ISSUER: must be an https address', { OIDC_ISSUER: 'id.example.org' }],
    ['OIDC_ISSUER: must have no query', { OIDC_ISSUER: 'https://id.example.org/?tenant=1' }],
    ['OIDC_ISSUER: must have no query', { OIDC_ISSUER: 'https://id.example.org/#tenant' }],
    ['OIDC_ISSUER: must have no query', { OIDC_ISSUER: 'https://user:secret@id.example.org/' }],
    ['OIDC_ISSUER: must name one tenant', { OIDC_ISSUER: 'https://login.microsoftonline.com/common/v2.0' }],
    ['OIDC_ISSUER: must name one tenant', { OIDC_ISSUER: 'https://login.microsoftonline.com/organizations/v2.0' }],
    ['OIDC_REQUIRED_ACR', { OIDC_REQUIRED_ACR: 'one two' }],
  ])('stop the start with one line: %s', (line, wrong) => {
    const env = { ...ALL, ...wrong };
    expect(() => readConfig(env)).toThrow(WrongSetting);
    expect(() => readConfig(env)).toThrow(line);
  });

  it.each([[{ OIDC_CLIENT_SECRET: 'secret' }], [{ OIDC_AUDIENCE: 'api' }], [{ OIDC_REQUIRED_ACR: 'c1' }]])(
    'stop the start where only %j is set',
    env => {
      expect(() => readConfig(env)).toThrow('go together');
    },
  );

  it('never repeat a value in their line', () => {
    const env = { ...ALL, OIDC_ISSUER: 'https://user:hush@id.example.org/' };
    expect(() => readConfig(env)).toThrow(expect.not.stringContaining('hush'));
  });
});
