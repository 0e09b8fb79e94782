import { describe, expect, it } from '@jest/globals';
import { daysLeft, toneOf } from './days-left.js';

describe('the last day of a request', () => {
  it('is in time until it is over', () => {
    expect(daysLeft('2026-12-07', '2026-12-06')).toEqual({ which: 'left', days: 1 });
    expect(daysLeft('2026-12-07', '2026-12-07')).toEqual({ which: 'today' });
    expect(daysLeft('2026-12-07', '2026-12-08')).toEqual({ which: 'late', days: 1 });
  });

  it('presses the more the nearer it is', () => {
    const tones = ['2026-11-29', '2026-11-30', '2026-12-07', '2026-12-08'].map(today =>
      toneOf(daysLeft('2026-12-07', today)),
    );
    expect(tones).toEqual(['neutral', 'warning', 'warning', 'alert']);
  });
});
