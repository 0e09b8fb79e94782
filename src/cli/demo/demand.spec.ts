import { describe, expect, it } from '@jest/globals';
import { demandAt, slotsByLikelihood } from './demand.js';
import { SeededRandom } from './seeded-random.js';

describe('demandAt', () => {
  it('opens the queues by Helsinki time, in winter and in summer', () => {
    expect(demandAt(new Date('2026-11-24T04:59:00Z')).open).toBe(false);
    expect(demandAt(new Date('2026-11-24T05:00:00Z')).open).toBe(true);
    expect(demandAt(new Date('2026-07-21T03:59:00Z')).open).toBe(false);
    expect(demandAt(new Date('2026-07-21T04:00:00Z')).open).toBe(true);
    expect(demandAt(new Date('2026-07-21T13:00:00Z')).open).toBe(false);
  });

  it('leaves the whole weekend to the on-call queue', () => {
    expect(demandAt(new Date('2026-11-21T08:00:00Z')).open).toBe(false);
    expect(demandAt(new Date('2026-11-22T08:00:00Z')).open).toBe(false);
  });

  it('is busiest on a working morning, quiet at night and at weekends', () => {
    const morning = demandAt(new Date('2026-11-24T06:30:00Z')).weight;
    expect(morning).toBeGreaterThan(demandAt(new Date('2026-11-24T09:30:00Z')).weight);
    expect(morning).toBeGreaterThan(10 * demandAt(new Date('2026-11-24T00:30:00Z')).weight);
    expect(morning).toBeGreaterThan(5 * demandAt(new Date('2026-11-22T06:30:00Z')).weight);
  });
});

describe('slotsByLikelihood', () => {
  const now = new Date('2026-11-24T08:10:00Z');

  it('covers the days before now, each slot once', () => {
    const starts = slotsByLikelihood({ now, days: 3 }, new SeededRandom(1)).map(slot => slot.startMs);
    expect(new Set(starts).size).toBe(3 * 288);
    expect(Math.max(...starts)).toBe(now.getTime() - 300_000);
    expect(Math.min(...starts)).toBe(now.getTime() - 3 * 86_400_000);
  });

  it('puts the last minutes and hours first, then mostly working time', () => {
    const slots = slotsByLikelihood({ now, days: 28 }, new SeededRandom(1));
    expect(Math.min(...slots.slice(0, 8).map(slot => slot.startMs))).toBeGreaterThan(now.getTime() - 8 * 3_600_000);
    const open = slots.slice(8, 208).filter(slot => slot.open).length;
    expect(open).toBeGreaterThan(150);
    expect(open).toBeLessThan(200);
  });
});
