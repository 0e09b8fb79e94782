import { describe, expect, it } from '@jest/globals';
import { whyOf } from './why-facts.js';

describe('why an event is looked at', () => {
  it('tells of an hour in Helsinki which instant it was, in summer and in winter', () => {
    expect(whyOf('outside-hours', { helsinkiTime: '2026-08-03T22:15' })).toEqual({
      kind: 'outside-hours',
      at: '2026-08-03T19:15:00.000Z',
    });
    expect(whyOf('outside-hours', { helsinkiTime: '2026-01-03T22:15' })).toEqual({
      kind: 'outside-hours',
      at: '2026-01-03T20:15:00.000Z',
    });
  });

  it('tells of an unusual day how much there was and what is usual', () => {
    const facts = { day: '2026-08-03', count: 14, median: 3, deviation: 1, usual: 10 };
    expect(whyOf('unusual-volume', facts)).toEqual({
      kind: 'unusual-volume',
      day: '2026-08-03',
      heard: 14,
      median: 3,
      usual: 10,
    });
  });

  it('keeps of drifts those that can be read', () => {
    const drift = { scope: 'all', purpose: 'complaint', weekOf: '2026-08-03', share: 0.6, shareBefore: 0.2 };
    expect(whyOf('purpose-drift', { drifts: [drift, { purpose: 'complaint' }, null] })).toEqual({
      kind: 'purpose-drift',
      drifts: [drift],
    });
  });

  it('is the name of the question alone where the facts, or the question, are not known', () => {
    expect(whyOf('outside-hours', { helsinkiTime: 'late' })).toEqual({ kind: 'other', name: 'outside-hours' });
    expect(whyOf('unusual-volume', { count: 14 })).toEqual({ kind: 'other', name: 'unusual-volume' });
    expect(whyOf('purpose-drift', { drifts: [] })).toEqual({ kind: 'other', name: 'purpose-drift' });
    expect(whyOf('constructor', {})).toEqual({ kind: 'other', name: 'constructor' });
  });
});
