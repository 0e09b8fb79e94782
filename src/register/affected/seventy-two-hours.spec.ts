import { describe, expect, it } from '@jest/globals';
import { deadlineOf, hoursLeft } from './seventy-two-hours.js';

const helsinki = (at: Date) => at.toLocaleString('sv-SE', { timeZone: 'Europe/Helsinki' });

describe('the 72 hours of art. 33', () => {
  it('are hours: over a weekend and a public holiday they go on', () => {
    expect(helsinki(deadlineOf(new Date('2026-12-24T14:20:00+02:00')))).toBe('2026-12-27 14:20:00');
  });

  it.each([
    ['2026-10-24T12:00:00+03:00', '2026-10-27 11:00:00'],
    ['2027-03-27T12:00:00+02:00', '2027-03-30 13:00:00'],
  ])('are 72 when the clocks are changed meanwhile: %s', (aware, until) => {
    expect(helsinki(deadlineOf(new Date(aware)))).toBe(until);
  });

  it('are told in whole hours that are left, and below nothing when they are over', () => {
    const aware = new Date('2026-11-24T07:00:00Z');
    const after = (hours: number) => hoursLeft(aware, new Date(aware.getTime() + hours * 3_600_000));
    expect([after(0), after(0.5), after(71.9), after(72), after(72.1)]).toEqual([72, 71, 0, 0, -1]);
  });
});
