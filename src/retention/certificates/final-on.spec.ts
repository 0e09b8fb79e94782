import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { lastDayOfKey, tracesOn } from './final-on.js';

const DUE_ON = parseDay('2027-01-24');

describe('the day that the key ring is asked about', () => {
  it('is the last day kept, however late its key was destroyed', () => {
    expect(tracesOn(DUE_ON, new Date('2027-02-10T10:00:00Z'), 'with-its-day')).toBe(DUE_ON);
  });

  it('is the day in Helsinki on which a key was destroyed by itself', () => {
    expect(tracesOn(DUE_ON, new Date('2026-12-01T22:30:00Z'), 'by-itself')).toBe('2026-12-02');
  });
});

describe('the last day on which a backup could have a key', () => {
  it.each([
    ['of a purge in time, the last day kept', DUE_ON, '2027-01-24T22:00:05Z', '2027-01-24'],
    ['of a purge that was ten days late, the day before it', DUE_ON, '2027-02-03T22:00:05Z', '2027-02-03'],
    ['of an erasure, its own day', parseDay('2026-12-02'), '2026-12-02T10:00:00Z', '2026-12-02'],
  ])('is, %s', (_what, day, destroyedAt, last) => {
    expect(lastDayOfKey({ tracesOn: day, keyDestroyedAt: new Date(destroyedAt) })).toBe(last);
  });
});
