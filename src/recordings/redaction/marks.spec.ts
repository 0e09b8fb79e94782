import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../kernel/errors.js';
import { checkedMarks, type Mark } from './marks.js';

const RECORDING = { channels: 2, durationMs: 10_000 };
const MARK: Mark = { channel: 0, fromMs: 1000, toMs: 2000, reason: 'patient' };

function refusalOf(marks: readonly Mark[]): unknown {
  try {
    checkedMarks(marks, RECORDING);
    return null;
  } catch (error) {
    return error instanceof DomainError ? [error.code, error.details] : error;
  }
}

describe('marks', () => {
  it.each([
    ['on one channel', MARK],
    ['on all channels', { ...MARK, channel: 'all' }],
    ['over the whole recording', { ...MARK, channel: 1, fromMs: 0, toMs: 10_000 }],
  ] as const)('are taken %s', (_, mark) => {
    expect(refusalOf([mark])).toBeNull();
  });

  it.each([
    ['end after the recording', { toMs: 10_001 }],
    ['begin before it', { fromMs: -1 }],
    ['end where they begin', { toMs: 1000 }],
    ['end before they begin', { toMs: 999 }],
    ['are on a channel that is not there', { channel: 2 }],
    ['are on a channel below the first', { channel: -1 }],
    ['are between two channels', { channel: 0.5 }],
    ['lie between milliseconds', { fromMs: 1000.5 }],
    ['have no number', { toMs: NaN }],
    ['have no known reason', { reason: 'boredom' as Mark['reason'] }],
  ])('are refused where they %s', (_, wrong) => {
    expect(refusalOf([MARK, { ...MARK, ...wrong }])).toEqual(['mark-wrong', { mark: 1 }]);
  });

  it('are a thousand at most', () => {
    expect(refusalOf(Array<Mark>(1000).fill(MARK))).toBeNull();
    expect(refusalOf(Array<Mark>(1001).fill(MARK))).toEqual(['marks-too-many', { most: 1000 }]);
  });
});
