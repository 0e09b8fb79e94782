import { describe, expect, it } from '@jest/globals';
import { cursorId, pageById } from './keyset.js';

const ID = '00000000-0000-7000-8000-000000000001';

describe('the cursor of a report', () => {
  it('is the id of the last row, or none', () => {
    expect([cursorId(undefined), cursorId(ID)]).toEqual([null, ID]);
  });

  it.each(['', 'Maija', `${ID}0`])('is no other text: %j', cursor => {
    expect(() => cursorId(cursor)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'invalid-cursor',
        message: 'The cursor is not one that this list gave.',
      }),
    );
  });
});

describe('a page of a report', () => {
  const page = (ids: readonly string[], limit: number, shown: (id: string) => string | null = id => id.toUpperCase()) =>
    pageById(
      ids.map(id => ({ id })),
      limit,
      ({ id }) => id,
      ({ id }) => shown(id),
    );

  it('has as many rows as were asked for, and says after which the next one goes on', () => {
    expect(page(['a', 'b', 'c'], 2)).toEqual({ items: ['A', 'B'], nextCursor: 'b' });
  });

  it('is the last one where there are no more', () => {
    expect(page(['a', 'b'], 2)).toEqual({ items: ['A', 'B'], nextCursor: null });
    expect(page([], 2)).toEqual({ items: [], nextCursor: null });
  });

  it('goes on after a row that shows nothing', () => {
    expect(page(['a', 'b', 'c'], 2, id => (id === 'b' ? null : id))).toEqual({ items: ['a'], nextCursor: 'b' });
  });
});
