import { describe, expect, it } from '@jest/globals';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { type Point, riseOf, trendOf } from './trend.js';

const EVERY_MS = 10_000;

function series(length: number, valueAt: (index: number) => number): Point[] {
  return Array.from({ length }, (_, index) => ({ atMs: index * EVERY_MS, value: valueAt(index) }));
}

describe('the trend of a series', () => {
  it('is the slope of a straight line, without doubt', () => {
    const { perHour, marginPerHour } = trendOf(series(100, index => 500 + index / 36)); // 10 an hour
    expect(perHour).toBeCloseTo(10);
    expect(marginPerHour).toBeCloseTo(0);
  });

  it('has the slope and the margin of a textbook where the points are independent', () => {
    // Residuals +1, -1, -1, +1 around y = x: squares 4, two degrees of freedom, spread 5, t(2, 97.5 %) = 4.303.
    const hourly = [1, 0, 1, 4].map((value, hour) => ({ atMs: hour * 3_600_000, value }));
    const { perHour, marginPerHour } = trendOf(hourly);
    expect(perHour).toBeCloseTo(1);
    expect(marginPerHour / (4.303 * Math.sqrt(4 / 2 / 5))).toBeCloseTo(1, 1);
  });

  it('includes the truth in about 95 of 100 noisy series', () => {
    const random = new SeededRandom(7);
    const noise = () => random.next() + random.next() + random.next() - 1.5;
    const hits = Array.from({ length: 400 }, () => {
      const { perHour, marginPerHour } = trendOf(series(270, index => index / 360 + noise()));
      return Math.abs(perHour - 1) <= marginPerHour ? 1 : 0;
    }).reduce<number>((total, hit) => total + hit, 0);
    expect(hits).toBeGreaterThan(400 * 0.92);
    expect(hits).toBeLessThan(400 * 0.99);
  });

  it('is less sure of what wanders than of what jumps', () => {
    const random = new SeededRandom(3);
    let at = 0;
    const wandering = series(200, () => (at = at * 0.95 + random.next() - 0.5));
    const order = new SeededRandom(4);
    const values = wandering.map(({ value }) => ({ value, place: order.next() })).sort((a, b) => a.place - b.place);
    const jumping = series(200, index => values[index]?.value ?? NaN);
    expect(trendOf(wandering).marginPerHour).toBeGreaterThan(2 * trendOf(jumping).marginPerHour);
  });

  it.each([
    ['no points', []],
    ['three points', series(3, index => index)],
    ['one time', series(9, index => index).map(point => ({ ...point, atMs: 5 }))],
  ])('is unknown of %s', (_, points) => {
    expect(trendOf(points).marginPerHour).toBe(Infinity);
  });
});

describe('the rise of a series', () => {
  const LASTS_MS = 400 * EVERY_MS;

  it('goes from the median of the second quarter to that of the last, whatever came before', () => {
    const stepped = series(400, index => (index < 100 ? 900 : index < 250 ? 10 : 30));
    const { perHour, most, isClear } = riseOf(stepped, LASTS_MS);
    expect(perHour).toBeCloseTo(20 / (LASTS_MS / 2 / 3_600_000));
    expect([most, isClear]).toEqual([20, true]);
  });

  it('is not clear where the second quarter has been as high, and unknown without points', () => {
    const restless = series(400, index => (index === 150 ? 30 : index < 250 ? 10 : 30));
    expect(riseOf(restless, LASTS_MS)).toMatchObject({ isClear: false, most: 20 });
    expect(riseOf([], LASTS_MS)).toMatchObject({ perHour: NaN, most: NaN, isClear: false });
  });
});
