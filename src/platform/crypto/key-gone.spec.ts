import { describe, expect, it } from '@jest/globals';
import { KeyExists } from './key-exists.js';
import { KeyGone } from './key-gone.js';

describe('what a key ring refuses', () => {
  it('says that a key is gone, whether it was destroyed or never was', () => {
    expect(new KeyGone()).toMatchObject({ kind: 'gone', code: 'key-destroyed' });
    expect(new KeyGone().message).toBe('The key has been destroyed.');
  });

  it('says that a unit has another key already', () => {
    expect(new KeyExists()).toMatchObject({ kind: 'conflict', code: 'key-exists' });
    expect(new KeyExists().message).toBe('The unit has a key on that day.');
  });
});
