import { describe, expect, it, jest } from '@jest/globals';
import type { Database } from '../../platform/database/index.js';
import { ClockCheck } from './clock-check.js';

describe('the comparison of this server’s clock with the database’s', () => {
  const query = jest.fn<() => Promise<{ at: Date }[]>>();
  const check = new ClockCheck({ query } as unknown as Database); // it asks nothing else of it

  it.each([
    ['ahead', 90_000],
    ['behind', -90_000],
  ])('says by how much the database is %s', async (_, ms) => {
    query.mockImplementation(() => Promise.resolve([{ at: new Date(Date.now() + ms) }]));
    expect(Math.abs((await check.databaseAheadMs()) - ms)).toBeLessThan(10_000);
  });

  it('never takes a database that tells no time for one that agrees', async () => {
    query.mockResolvedValue([]);
    expect(await check.databaseAheadMs()).toBeNaN();
  });
});
