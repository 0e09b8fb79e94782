import { describe, expect, it } from '@jest/globals';
import { faultsOfMark, isKept, marksOf, rowsOf, typedMs, withRow, writtenMs } from './marks-draft.js';

const KEPT = [
  { channel: 'all', fromMs: 61_250, toMs: 63_000, reason: 'patient' },
  { channel: 1, fromMs: 0, toMs: 900, reason: 'staff' },
] as const;

describe('a time in a recording', () => {
  it.each([
    ['0:05', 5000],
    ['01:05.250', 65_250],
    ['1:05,2', 65_200],
    ['75:00', 4_500_000],
    ['1:15:00.001', 4_500_001],
  ])('typed as %s is %i ms', (text, ms) => {
    expect(typedMs(text)).toBe(ms);
  });

  it.each(['', '5', '1:60', '1:61:00', '-1:00', '0:05.1234', 'alku'])('is none for "%s"', text => {
    expect(typedMs(text)).toBeNull();
  });

  it('is written so that it reads back the same', () => {
    for (const ms of [0, 1, 999, 61_250, 4_500_001]) expect(typedMs(writtenMs(ms))).toBe(ms);
    expect(writtenMs(61_250)).toBe('01:01.250');
  });
});

describe('marks that are typed', () => {
  it('say what is kept, in the order of time', () => {
    expect(marksOf(rowsOf(KEPT))).toEqual([KEPT[1], KEPT[0]]);
    expect(isKept(rowsOf(KEPT), KEPT)).toBe(true);
  });

  it('differ from what is kept once something is changed, added or taken away', () => {
    const rows = rowsOf(KEPT);
    expect(isKept(rows.slice(1), KEPT)).toBe(false);
    expect(
      isKept(
        rows.map(row => ({ ...row, reason: 'secret' as const })),
        KEPT,
      ),
    ).toBe(false);
    expect(isKept(withRow(rows, { channel: 'all', from: '', to: '', reason: 'patient' }), KEPT)).toBe(false);
  });

  it('have rows that keep their keys apart', () => {
    const rows = withRow(rowsOf(KEPT).slice(1), { channel: '0', from: '0:01', to: '0:02', reason: 'secret' });
    expect(rows.map(({ key }) => key)).toEqual([1, 2]);
    expect(withRow([], { channel: 'all', from: '', to: '', reason: 'patient' })[0]?.key).toBe(0);
  });

  it('lie within the recording and end after they begin', () => {
    expect(faultsOfMark({ from: '0:01', to: '0:02' }, 2000)).toEqual({});
    expect(faultsOfMark({ from: '0:01', to: '0:01' }, 2000)).toEqual({ to: 'not-after-from' });
    expect(faultsOfMark({ from: '0:02', to: '0:03' }, 2000)).toEqual({ from: 'after-end', to: 'after-end' });
    expect(faultsOfMark({ from: 'x', to: '' }, 2000)).toEqual({ from: 'not-a-time', to: 'not-a-time' });
  });
});
