import { describe, expect, it } from '@jest/globals';
import { helsinkiDay } from '../../../kernel/calendar.js';
import { DEMO_ACCOUNTS } from '../../../server/demo-accounts.js';
import { planVisits } from './visits.js';

const span = { from: new Date('2026-09-09T06:00:00Z'), until: new Date('2026-11-24T08:10:00Z') };
const visits = planVisits({ ...span, share: 1, seed: 1 });
const inHelsinki = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Helsinki',
  weekday: 'short',
  hour: '2-digit',
  hourCycle: 'h23',
});

describe('the visits', () => {
  it('are the same for the same seed', () => {
    expect(planVisits({ ...span, share: 1, seed: 1 })).toEqual(visits);
    expect(planVisits({ ...span, share: 1, seed: 2 })).not.toEqual(visits);
  });

  it('fall into the working hours of working days after the first day', () => {
    for (const { at } of visits) {
      expect(inHelsinki.format(at)).toMatch(/^(Mon|Tue|Wed|Thu|Fri), (0[89]|1[0-6])$/);
      expect(helsinkiDay(at) > helsinkiDay(span.from)).toBe(true);
    }
  });

  it('are of everybody who has a role, as that role', () => {
    const seen = new Set(visits.map(({ username, role }) => `${username} ${role}`));
    const all = DEMO_ACCOUNTS.flatMap(({ username, grants }) => grants.map(({ role }) => `${username} ${role}`));
    expect([...seen].sort()).toEqual(all.sort());
  });

  it('are fewer in a smaller past', () => {
    expect(visits.length).toBeGreaterThan(200);
    const few = planVisits({ ...span, share: 0.2, seed: 1 });
    expect(few.length).toBeGreaterThan(visits.length * 0.1);
    expect(few.length).toBeLessThan(visits.length * 0.3);
  });
});
