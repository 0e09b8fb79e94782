import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { runSequences } from '../duties/run-sequences.js';

const SEQUENCES = 150;
const MINUTES_MS = 60_000;

/** `npm run test:duties` does the same with ten thousand. */
describe('grants, changes of duties and access reviews', () => {
  it(
    'go every random way as the model goes: one review a change, nothing works while suspended, overdue is revoked',
    async () => {
      const seed = randomInt(2 ** 31);
      process.stdout.write(`duties: seed ${seed}\n`);
      const counts = (await runSequences({ sequences: SEQUENCES, seed })).toJSON();
      process.stdout.write(`duties: ${JSON.stringify(counts)}\n`);
      expect(counts.sequences).toBe(SEQUENCES);
      for (const seen of ['suspended', 'works before the deadline of a recertification'])
        expect(counts[`seen: ${seen}`]).toBeGreaterThan(0);
      for (const ended of ['decided', 'overdue', 'lapsed']) expect(counts[`review ended: ${ended}`]).toBeGreaterThan(0);
      expect(counts['change: review: duties']).toBeGreaterThan(SEQUENCES / 10);
    },
    15 * MINUTES_MS,
  );
});
