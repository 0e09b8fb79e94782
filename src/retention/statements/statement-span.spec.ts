import { describe, expect, it } from '@jest/globals';
import { month } from './statements.schemas.js';
import { spanOf } from './statement-span.js';

describe('the span of a statement', () => {
  it.each([
    ['2026-11', '2026-11-30', '2026-10-31T22:00:00.000Z', '2026-11-30T22:00:00.000Z'],
    ['2026-12', '2026-12-31', '2026-11-30T22:00:00.000Z', '2026-12-31T22:00:00.000Z'],
    ['2026-03', '2026-03-31', '2026-02-28T22:00:00.000Z', '2026-03-31T21:00:00.000Z'],
    ['2026-10', '2026-10-31', '2026-09-30T21:00:00.000Z', '2026-10-31T22:00:00.000Z'],
    ['2028-02', '2028-02-29', '2028-01-31T22:00:00.000Z', '2028-02-29T22:00:00.000Z'],
  ])('is of %s all of it as a clock in Helsinki goes, through %s', (of, to, begins, ends) => {
    const span = spanOf(of, new Date('2030-01-01T00:00:00Z'));
    expect(span).toEqual({ from: `${of}-01`, to, begins: new Date(begins), ends: new Date(ends), isOver: true });
  });

  it('is over from the first moment of the next month on', () => {
    expect(spanOf('2026-11', new Date('2026-11-30T21:59:59.999Z')).isOver).toBe(false);
    expect(spanOf('2026-11', new Date('2026-11-30T22:00:00Z')).isOver).toBe(true);
  });

  it('is there from the first moment of its month on, and not before', () => {
    expect(spanOf('2026-11', new Date('2026-10-31T22:00:00Z')).isOver).toBe(false);
    expect(() => spanOf('2026-11', new Date('2026-10-31T21:59:59.999Z'))).toThrow(
      expect.objectContaining({
        ...{ kind: 'invalid', code: 'month-to-come' },
        message: 'There is a statement of a month once it has begun.',
      }),
    );
  });

  it('is of a month of the calendar', () => {
    for (const text of ['2026-01', '2026-09', '2026-10', '2026-12', '0001-01'])
      expect(month.safeParse(text).success).toBe(true);
    for (const text of ['2026-00', '2026-13', '2026-1', '26-01', '0000-01', '2026-01-01', 'x2026-01', '2026-011'])
      expect(month.safeParse(text).error?.issues).toMatchObject([{ message: 'must be a month, YYYY-MM' }]);
  });
});
