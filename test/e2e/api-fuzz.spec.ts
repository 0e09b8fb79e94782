import { describe, expect, it } from '@jest/globals';
import { runApiFuzz } from '../api-fuzz/run-api-fuzz.js';

/** Recorded, so that what is found once is found again; `npm run test:api-fuzz` sends a thousand times as many. */
const SEED = 1;
const REQUESTS = 8;

describe('requests that are made from the OpenAPI document', () => {
  it(
    'are answered as it says, by every operation; nobody gets in, nothing fails, and no canary leaves its place',
    async () => {
      const { faults, operations, requestsEach, late, requests } = await runApiFuzz({ requests: REQUESTS, seed: SEED });
      expect(faults).toEqual([]);
      expect([operations > 300, requestsEach]).toEqual([true, REQUESTS]);
      expect(late).toBeLessThan(requests / 20);
    },
    600_000,
  );
});
