import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { binaryArray, type BinaryType } from '../../src/platform/database/index.js';

/** PostgreSQL itself says what it was given. */
describe('an array in binary form', () => {
  const client = new pg.Client({ connectionString: process.env.TALLENNE_TEST_SUPERUSER_URL });
  beforeAll(() => client.connect());
  afterAll(() => client.end());

  const values: Record<BinaryType, fc.Arbitrary<unknown>> = {
    uuid: fc.uuid(),
    text: fc.string({ unit: 'grapheme' }).filter(text => !text.includes('\0')),
    bytea: fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes)),
    timestamptz: fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
    bool: fc.boolean(),
    int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  };

  it.each(Object.keys(values) as BinaryType[])('of %s is read as it was meant, nulls and all', async type => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(values[type]), { maxLength: 40 }), async given => {
        const { rows } = await client.query<{ value: unknown }>({
          name: `binary-${type}`,
          text: `select value from unnest($1::${type}[]) with ordinality as a (value, place) order by place`,
          values: [binaryArray(type, given)],
        });
        expect(rows.map(({ value }) => value)).toEqual(given);
      }),
      { numRuns: 60 },
    );
  });
});
