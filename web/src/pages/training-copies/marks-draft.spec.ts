import { describe, expect, it } from '@jest/globals';
import { markOf, millisecondsOf } from './marks-draft.js';

describe('a stretch to hide', () => {
  it.each([
    ['0:05', 5000],
    ['1:02,5', 62_500],
    ['12:00.1', 720_100],
    ['5', null],
    ['1:60', null],
    ['-1:00', null],
    ['', null],
  ])('is typed as minutes and seconds: %j is %j', (text, expected) => {
    expect(millisecondsOf(text)).toBe(expected);
  });

  it('has an end after its beginning and a reason of the list', () => {
    const reasons = ['patient', 'staff'] as const;
    expect(markOf({ from: '0:05', to: '0:07', reason: 'patient' }, reasons)).toEqual({
      ...{ channel: 'all', fromMs: 5000, toMs: 7000, reason: 'patient' },
    });
    expect(markOf({ from: '0:07', to: '0:07', reason: 'patient' }, reasons)).toBeNull();
    expect(markOf({ from: '0:05', to: '0:07', reason: '' }, reasons)).toBeNull();
  });
});
