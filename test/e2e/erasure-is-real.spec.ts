import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../erasure/faults-of.js';
import { runErasure } from '../erasure/run-erasure.js';

const RECORDINGS = 30;

/** `npm run test:erasure` does the same with a thousand. */
describe.each(['folder', 'cluster'] as const)('after the final day, with the keys in a %s', ring => {
  it(
    'nothing opens with a backup from before, both clusters, all blobs and the root key; and no wrapped key lies anywhere',
    async () => {
      const seed = randomInt(2 ** 31);
      const report = await runErasure({ recordings: RECORDINGS, seed, ring });
      process.stdout.write(`erasure: ${JSON.stringify(report)}\n`);
      expect(faultsOf(report)).toEqual([]);
      expect(report.openedBefore).toEqual({ audio: RECORDINGS, fields: RECORDINGS, guesses: RECORDINGS });
      expect(report.openedAfter).toEqual({ audio: 0, fields: 0, guesses: 0, unwrapped: 0 });
      expect(report.found).toEqual({ dayKeys: 0, dataKeys: 0 });
      expect(report.tried).toBeGreaterThan(RECORDINGS * 10);
    },
    20 * 60_000,
  );
});
