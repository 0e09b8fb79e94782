import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabases } from '../manipulations/prepared-database.js';
import { oneSided, runPairs } from '../policy/run-pairs.js';

/** Less than a third of what `npm run test:policy` judges: of each kind enough that every verb is allowed now and then. */
const PAIRS = 32_000;

describe('the rules as SQL and the rules in memory', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client((await testDatabases().next()).superuserUrl);
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
  });

  it('allow the same, for any grants and any things, for each verb, field, purpose and decision', async () => {
    const report = await runPairs(client, { pairs: PAIRS, seed: randomInt(2 ** 31) });
    expect(report).toMatchObject({ counterexample: null });
    expect(report.pairs).toBeGreaterThanOrEqual(PAIRS);
    expect(oneSided(report)).toEqual([]);
  }, 400_000);
});
