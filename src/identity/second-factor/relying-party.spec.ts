import { describe, expect, it } from '@jest/globals';
import { relyingPartyOf } from './relying-party.js';

describe('relying party', () => {
  it('is the public origin, whatever host was asked', () => {
    const party = { id: 'tallenne.example.org', name: 'Tallenne', origin: 'https://tallenne.example.org' };
    expect(relyingPartyOf('https://tallenne.example.org', 'evil.example.net')).toEqual(party);
    expect(relyingPartyOf('https://tallenne.example.org/', 'localhost:8080')).toEqual(party);
    expect(relyingPartyOf('https://tallenne.example.org:8443', 'x').origin).toBe('https://tallenne.example.org:8443');
  });

  it.each(['localhost:8080', '127.0.0.1:8080', '[::1]:8080', 'evil.example.net:8080'])(
    'is localhost on loopback, with the port of %s',
    host => {
      expect(relyingPartyOf(null, host)).toMatchObject({ id: 'localhost', origin: 'http://localhost:8080' });
    },
  );

  it('has no port in its origin where none was asked', () => {
    expect(relyingPartyOf(null, 'localhost').origin).toBe('http://localhost');
    expect(relyingPartyOf(null, '[::1]').origin).toBe('http://localhost');
  });
});
