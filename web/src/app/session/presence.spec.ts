import { describe, expect, it } from '@jest/globals';
import type { Me } from '../../api/types.js';
import { signedOut } from './presence.js';

const SOMEBODY = { me: { username: 'maija.malli' } as Me };

describe('a session that has ended', () => {
  it('is said to be over to somebody who was signed in', () => {
    expect(signedOut(SOMEBODY, 'over')).toEqual({ me: null, because: 'over' });
  });

  it('is not said to be over to somebody who has just opened the page', () => {
    expect(signedOut(undefined, 'over')).toEqual({ me: null, because: 'nobody' });
  });

  it('stays over when further calls are refused', () => {
    const over = signedOut(SOMEBODY, 'over');
    expect(signedOut(over, 'over')).toBe(over);
  });
});
