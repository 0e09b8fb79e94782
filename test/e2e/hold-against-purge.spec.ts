import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { runInterleavings } from '../interleavings/run-interleavings.js';

const INTERLEAVINGS = 40;
const MINUTES_MS = 60_000;

/** `npm run test:interleavings` does the same a thousand times. */
describe('a hold that is asked for at 23:59:59 of the last day, while another instance purges it', () => {
  it(
    'keeps the recording or comes too late, and never anything between',
    async () => {
      const seed = randomInt(2 ** 31);
      process.stdout.write(`interleavings: seed ${seed}\n`);
      const counts = (await runInterleavings({ interleavings: INTERLEAVINGS, width: 20, seed })).toJSON();
      process.stdout.write(`interleavings: ${JSON.stringify(counts)}\n`);
      expect((counts.kept ?? 0) + (counts.gone ?? 0)).toBe(INTERLEAVINGS);
    },
    10 * MINUTES_MS,
  );
});
