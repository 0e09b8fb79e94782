import { describe, expect, it } from '@jest/globals';
import { pageFrom, readCursor } from './pages.js';

const ID = '00000000-0000-7000-8000-000000000001';
const rows = [1, 2, 3].map(ms => ({ at: new Date(ms), id: ID }));

describe('pages', () => {
  it('tells where the next page begins when there is one row more than the page holds', () => {
    const page = pageFrom(rows, 2, row => row);
    expect(page.items).toHaveLength(2);
    expect(readCursor(page.nextCursor ?? '')).toEqual({ at: new Date(2), id: ID });
  });

  it('has no next page when every row fits', () => {
    expect(pageFrom(rows, 3, row => row)).toEqual({ items: rows, nextCursor: null });
  });

  const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each(['', 'nonsense', ...[[1], [1, 'x'], [9e15, ID], [-9e15, ID], [8e15, ID], [1.5, ID]].map(written)])(
    'refuses the cursor %j',
    cursor => {
      expect(() => readCursor(cursor)).toThrow(expect.objectContaining({ code: 'invalid-cursor' }));
    },
  );
});
