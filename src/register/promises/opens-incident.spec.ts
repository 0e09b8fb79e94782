import { describe, expect, it } from '@jest/globals';
import type { CheckResult } from './check-result.js';
import { opensIncident, type KnownBefore } from './opens-incident.js';

const AT = new Date('2026-11-24T07:00:00Z');
const [EARLIER, LATER] = [new Date(AT.getTime() - 1), new Date(AT.getTime() + 1)];
const broken = (count: number): CheckResult => ({ standing: 'broken', broken: count, figures: {} });
const before = (over: Partial<KnownBefore>): KnownBefore => ({ heldAt: null, last: null, ...over });

describe('an incident about a promise', () => {
  it('is opened by the first check that finds it broken, and by none that does not', () => {
    expect(opensIncident(broken(1), before({}))).toBe(true);
    expect(opensIncident({ standing: 'kept', broken: 0, figures: {} }, before({}))).toBe(false);
    expect(opensIncident({ standing: 'not-known', broken: 0, figures: {} }, before({}))).toBe(false);
  });

  it('is opened once, however many nights it stays broken, and however much more breaks', () => {
    expect(opensIncident(broken(9), before({ heldAt: LATER, last: { settledAt: null, broken: 1 } }))).toBe(false);
  });

  it('stays settled while what was settled is all that is broken: what the log tells stays there for years', () => {
    expect(opensIncident(broken(2), before({ heldAt: EARLIER, last: { settledAt: AT, broken: 2 } }))).toBe(false);
  });

  it('is opened anew when more is broken than was settled, or when the promise has held since', () => {
    expect(opensIncident(broken(3), before({ last: { settledAt: AT, broken: 2 } }))).toBe(true);
    expect(opensIncident(broken(1), before({ heldAt: LATER, last: { settledAt: AT, broken: 2 } }))).toBe(true);
  });
});
