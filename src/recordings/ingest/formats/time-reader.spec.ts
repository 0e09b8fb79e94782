import { describe, expect, it } from '@jest/globals';
import { timeReader } from './time-reader.js';

describe('a time with an offset', () => {
  const read = timeReader({ kind: 'iso' });
  const instantOf = (text: string): string | undefined => read(text)?.instants[0]?.toISOString();

  it('is that instant, however it is written', () => {
    for (const text of ['2026-03-01T10:00:00Z', '2026-03-01 12:00:00+02:00', '2026-03-01t05:00:00.000-0500']) {
      expect(instantOf(text)).toBe('2026-03-01T10:00:00.000Z');
    }
    expect(instantOf('2024-02-29T23:59:59.9Z')).toBe('2024-02-29T23:59:59.900Z');
  });

  it.each([
    ...['2026-02-30T10:00:00Z', '2026-02-29T10:00:00+02:00', '2026-04-31 10:00:00Z', '2026-03-01T24:00:00Z'],
    ...['2026-13-01T10:00:00Z', '2026-03-01T10:60:00Z', '2026-03-01T10:00:00+25:00', '2026-02-30T10:00Z'],
    ...['2026-03-01T10:00:00', 'yesterday', ''],
  ])('is not %j', text => {
    expect(read(text)).toBeNull();
  });
});
