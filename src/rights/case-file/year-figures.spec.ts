import { describe, expect, it } from '@jest/globals';
import type { Day } from '../../kernel/calendar.js';
import { yearFigures, type CountedCase } from './year-figures.js';

const day = (text: string): Day => text as Day;
const TODAY = day('2026-06-30');

function request(over: Partial<CountedCase> & { readonly receivedOn?: string } = {}): CountedCase {
  const clock = { receivedOn: day(over.receivedOn ?? '2026-03-05'), stops: [], extendedOn: null };
  return { clock, answeredAt: null, claims: [], ...over };
}

function answeredOn(text: string): Partial<CountedCase> {
  return { answeredAt: new Date(`${text}T09:00:00Z`) };
}

describe('the figures of a year', () => {
  it('of nothing are noughts and no median', () => {
    expect(yearFigures([], TODAY)).toMatchObject({ requests: 0, medianDays: null, late: 0, byRight: {} });
  });

  it('count rights, outcomes and grounds', () => {
    const refused = { right: 'access', outcome: 'refused', ground: 'unfounded-12-5' } as const;
    const claims = [refused, { right: 'erasure', outcome: 'granted', ground: null } as const];
    expect(yearFigures([request({ claims }), request({ claims: [refused] })], TODAY)).toMatchObject({
      ...{ requests: 2, byRight: { access: 2, erasure: 1 }, byOutcome: { refused: 2, granted: 1 } },
      byGround: { 'unfounded-12-5': 2 },
    });
  });

  it('have the median of the days to the answer, and the mean of two in the middle', () => {
    const [one, two, three] = ['2026-03-06', '2026-03-09', '2026-03-30'].map(on => request(answeredOn(on)));
    expect(
      yearFigures(
        [three, one, two].flatMap(found => found ?? []),
        TODAY,
      ).medianDays,
    ).toBe(4);
    expect(
      yearFigures(
        [two, three].flatMap(found => found ?? []),
        TODAY,
      ).medianDays,
    ).toBe(14.5);
  });

  it('count as late what was answered after its last day, or is not answered after it', () => {
    const cases = [request(answeredOn('2026-04-07')), request(answeredOn('2026-04-09')), request()];
    expect(yearFigures(cases, TODAY)).toMatchObject({ answered: 2, late: 2, lateDays: 2 + 84 });
  });

  it('count stops by their kind, and extensions', () => {
    const stop = { kind: 'identity', stoppedOn: day('2026-03-06'), resumedOn: null } as const;
    const stopped = request({ clock: { receivedOn: day('2026-03-05'), stops: [stop], extendedOn: null } });
    const extended = request({ clock: { receivedOn: day('2026-03-05'), stops: [], extendedOn: day('2026-03-20') } });
    expect(yearFigures([stopped, extended], TODAY)).toMatchObject({
      ...{ stops: { identity: 1, clarification: 0 }, extended: 1 },
    });
  });

  it('count nothing as late whose clock stands still', () => {
    const stop = { kind: 'identity', stoppedOn: day('2026-03-06'), resumedOn: null } as const;
    const stopped = request({ clock: { receivedOn: day('2026-03-05'), stops: [stop], extendedOn: null } });
    expect(yearFigures([stopped], TODAY).late).toBe(0);
  });
});
