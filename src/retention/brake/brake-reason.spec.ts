import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LONGEST_DOWNTIME_MS, mistrustOf, TOLERANCE_MS, type ClocksNow, type SeenClock } from './brake-reason.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const BEGAN_MS = Date.parse('2026-11-24T07:00:00Z');

const seen = (bootId: string, atMs: number, uptimeMs: number, first = { atMs, uptimeMs }): SeenClock => ({
  bootId,
  firstSeenAt: new Date(first.atMs),
  firstUptimeMs: first.uptimeMs,
  seenAt: new Date(atMs),
  uptimeMs,
});
const now = (bootId: string, atMs: number, uptimeMs: number, databaseAheadMs = 0): ClocksNow => ({
  bootId,
  hidesBoot: false,
  at: new Date(atMs),
  uptimeMs,
  databaseAheadMs,
});

const tolerated = fc.integer({ min: -TOLERANCE_MS, max: TOLERANCE_MS });
const beyond = fc.integer({ min: TOLERANCE_MS + 1, max: 2000 * DAY_MS });
const passed = fc.integer({ min: 0, max: 400 * DAY_MS });
const uptime = fc.integer({ min: 0, max: 3000 * DAY_MS });

describe('the clock of a purge', () => {
  it('is trusted at the very first look, whatever it shows', () => {
    fc.assert(
      fc.property(passed, uptime, tolerated, (ms, up, ahead) => {
        expect(mistrustOf(now('a', BEGAN_MS + ms, up, ahead), [])).toBeNull();
      }),
    );
  });

  it('is not trusted when the database shows another time, ahead or behind, or none at all', () => {
    fc.assert(
      fc.property(beyond, fc.boolean(), (ms, behind) => {
        const byMs = behind ? -ms : ms;
        expect(mistrustOf(now('a', BEGAN_MS, 0, byMs), [])).toEqual({ reason: 'clocks-disagree', byMs });
      }),
    );
    expect(mistrustOf(now('a', BEGAN_MS, 0, Number.NaN), [])?.reason).toBe('clocks-disagree');
  });

  it('is trusted within one boot as long as it goes with the uptime, for however long', () => {
    fc.assert(
      fc.property(passed, uptime, tolerated, (ms, up, off) => {
        // Slower by what it was first seen ahead of the last look is behind that look, too.
        const clocks = [seen('a', BEGAN_MS, up)];
        expect(mistrustOf(now('a', BEGAN_MS + ms + off, up + ms), clocks)).toBeNull();
      }),
    );
  });

  it('is not trusted within one boot where it went further than the uptime, or less far', () => {
    fc.assert(
      fc.property(passed, uptime, beyond, fc.boolean(), (ms, up, off, back) => {
        const byMs = back ? -off : off;
        const mistrust = mistrustOf(now('a', BEGAN_MS + ms + byMs, up + ms), [seen('a', BEGAN_MS, up)]);
        expect(mistrust).toEqual({ reason: back ? 'clock-back' : 'clock-ahead', byMs });
      }),
    );
  });

  it('does not creep away within one boot by steps that are each small enough', () => {
    const step = 9 * MINUTE_MS;
    let sighting = seen('a', BEGAN_MS, 0);
    const looks = Array.from({ length: 3 }, (_, n) => {
      const at = BEGAN_MS + (n + 1) * (MINUTE_MS + step);
      const mistrust = mistrustOf(now('a', at, (n + 1) * MINUTE_MS), [sighting]);
      if (!mistrust) sighting = seen('a', at, (n + 1) * MINUTE_MS, { atMs: BEGAN_MS, uptimeMs: 0 });
      return mistrust?.reason ?? null;
    });
    expect(looks).toEqual([null, 'clock-ahead', 'clock-ahead']);
  });

  it('may go on from one boot to the next by the longest downtime, and no further', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 * DAY_MS }), uptime, (off, up) => {
        const mistrust = mistrustOf(now('b', BEGAN_MS + off, up), [seen('a', BEGAN_MS, 5)]);
        const trusted = off <= LONGEST_DOWNTIME_MS;
        expect(mistrust).toEqual(trusted ? null : { reason: 'clock-ahead', byMs: off });
      }),
    );
    expect(LONGEST_DOWNTIME_MS).toBe(35 * DAY_MS);
  });

  it('is not trusted after any downtime where the boot is hidden, in which the clock may have been set', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 * DAY_MS }), uptime, (off, up) => {
        const hidden = { ...now('process:b', BEGAN_MS + off, up), hidesBoot: true };
        const mistrust = mistrustOf(hidden, [seen('process:a', BEGAN_MS, 5)]);
        expect(mistrust).toEqual(off <= TOLERANCE_MS ? null : { reason: 'clock-ahead', byMs: off });
        expect(mistrustOf(hidden, [])).toBeNull();
        expect(mistrustOf(hidden, [seen('process:b', BEGAN_MS, up - off)])).toBeNull();
      }),
    );
  });

  it('never goes back behind what any machine has shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 * DAY_MS }), fc.constantFrom('a', 'b', 'c'), (back, boot) => {
        const clocks = [seen('a', BEGAN_MS - DAY_MS, 10 * DAY_MS), seen('c', BEGAN_MS, 20 * DAY_MS)];
        const mistrust = mistrustOf(now(boot, BEGAN_MS - back, 900 * DAY_MS), clocks);
        if (boot === 'b') {
          expect(mistrust).toEqual(back <= TOLERANCE_MS ? null : { reason: 'clock-back', byMs: -back });
        } else {
          expect(mistrust?.reason).toBe('clock-back');
        }
      }),
    );
  });

  it('is measured anew where the uptime of the same boot begins anew, as in a container', () => {
    const clocks = [seen('a', BEGAN_MS, 10 * DAY_MS)];
    expect(mistrustOf(now('a', BEGAN_MS + 30 * DAY_MS, MINUTE_MS), clocks)).toBeNull();
    expect(mistrustOf(now('a', BEGAN_MS + 400 * DAY_MS, MINUTE_MS), clocks)?.reason).toBe('clock-ahead');
    expect(mistrustOf(now('a', BEGAN_MS - 2 * DAY_MS, MINUTE_MS), clocks)?.reason).toBe('clock-back');
  });
});
