import { describe, expect, it } from '@jest/globals';
import { isSafe, isSameOrigin } from './same-origin.js';

const REQUEST = { method: 'POST', host: 'tallenne.example.org', fetchSite: undefined, origin: undefined };

describe('same origin', () => {
  it.each([
    ['same-origin', true],
    ['none', true],
    ['same-site', false],
    ['cross-site', false],
    ['nonsense', false],
    ['', false],
  ])('takes Sec-Fetch-Site %p as %p', (fetchSite, expected) => {
    expect(isSameOrigin({ ...REQUEST, fetchSite }, null)).toBe(expected);
  });

  it.each([
    ['https://tallenne.example.org', true],
    ['https://tallenne.example.org:8443', false],
    ['https://tallenne.example.org.evil.example', false],
    ['https://evil.example', false],
    ['null', false],
    ['', false],
  ])('takes Origin %p as %p where there is no Sec-Fetch-Site', (origin, expected) => {
    expect(isSameOrigin({ ...REQUEST, origin }, null)).toBe(expected);
  });

  it('compares ports and forgives upper case in the host', () => {
    const request = { ...REQUEST, host: 'LOCALHOST:8080' };
    expect(isSameOrigin({ ...request, origin: 'http://localhost:8080' }, null)).toBe(true);
    expect(isSameOrigin({ ...request, origin: 'http://localhost:8081' }, null)).toBe(false);
  });

  it('does not let a fitting Origin outweigh the browser saying cross-site', () => {
    expect(isSameOrigin({ ...REQUEST, fetchSite: 'cross-site', origin: 'https://tallenne.example.org' }, null)).toBe(
      false,
    );
  });

  it('refuses a request that says nothing of its origin', () => {
    expect(isSameOrigin(REQUEST, null)).toBe(false);
    expect(isSameOrigin(REQUEST, 'https://tallenne.example.org')).toBe(false);
  });

  it('knows the public origin behind a proxy that changes the host', () => {
    const request = { ...REQUEST, host: '127.0.0.1:8080', origin: 'https://tallenne.example.org' };
    expect(isSameOrigin(request, null)).toBe(false);
    expect(isSameOrigin(request, 'https://tallenne.example.org/')).toBe(true);
  });

  it('calls only reading methods safe', () => {
    expect(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(isSafe)).toEqual([
      'GET',
      'HEAD',
      'OPTIONS',
    ]);
  });
});
