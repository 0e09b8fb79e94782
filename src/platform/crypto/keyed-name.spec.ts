import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { keyedName } from './keyed-name.js';

describe('a name under a key', () => {
  const bytes = randomBytes(32);
  const key = createSecretKey(bytes);

  it('is HMAC-SHA-256 over what it is, its use, its source and the name itself', () => {
    const text = '["name","folder","desk","0401234567.wav"]';
    expect(keyedName(key, 'folder', 'desk', '0401234567.wav')).toEqual(
      createHmac('sha256', bytes).update(text).digest(),
    );
  });

  it('is another where a letter goes from one part to the next', () => {
    const names = [keyedName(key, 'a', 'bc', 'd'), keyedName(key, 'ab', 'c', 'd'), keyedName(key, 'a', 'b', 'cd')];
    expect(new Set(names.map(name => name.toString('hex'))).size).toBe(3);
  });
});
