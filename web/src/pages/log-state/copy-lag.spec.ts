import { describe, expect, it } from '@jest/globals';
import { eventsBehind, isCopyBehind } from './copy-lag.js';

const COPIED_AT = '2026-11-26T06:00:00.000Z';
const MINUTE_LATER = Date.parse('2026-11-26T06:01:00.000Z');

const log = (size: number, copied: number) => ({ size, copy: { place: '/copy', size: copied, copiedAt: COPIED_AT } });

describe('the copy of the log', () => {
  it('lacks what the log has grown by since', () => {
    expect(eventsBehind(log(12, 10))).toBe(2);
    expect(eventsBehind({ size: 12, copy: null })).toBe(12);
  });

  it('is never said to lack less than nothing when it was written after the log was looked at', () => {
    expect(eventsBehind(log(10, 12))).toBe(0);
  });

  it('is behind when it has stood still for over a minute while the log grew', () => {
    expect(isCopyBehind(log(11, 10), MINUTE_LATER + 1)).toBe(true);
  });

  it('is not behind within the minute', () => {
    expect(isCopyBehind(log(11, 10), MINUTE_LATER)).toBe(false);
  });

  it('is not behind when there was nothing to copy', () => {
    expect(isCopyBehind(log(10, 10), MINUTE_LATER + 1)).toBe(false);
  });
});
