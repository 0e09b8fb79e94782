import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { runHistories } from '../histories/run-worlds.js';

const HISTORIES = 25;
const MINUTES_MS = 60_000;

/** `npm run test:histories` does the same with ten thousand. */
describe('calls that are kept, held, let go, erased and purged', () => {
  it(
    'go every random way as the model goes: nothing held goes, nothing over is found, every certificate is true',
    async () => {
      const seed = randomInt(2 ** 31);
      process.stdout.write(`histories: seed ${seed}\n`);
      const counts = (await runHistories({ histories: HISTORIES, width: HISTORIES, seed })).toJSON();
      process.stdout.write(`histories: ${JSON.stringify(counts)}\n`);
      expect(counts.histories).toBe(HISTORIES);
      for (const act of ['request', 'approve', 'release']) expect(counts[`act: ${act}`]).toBeGreaterThan(0);
    },
    10 * MINUTES_MS,
  );
});
