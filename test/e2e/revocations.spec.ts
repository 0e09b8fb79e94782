import { expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { describeWith } from '../support/describe-with.js';
import { runRevocations } from '../revocations/run-revocations.js';

const TRIALS = { told: 8, cut: 2, silent: 2 };
const MINUTES_MS = 60_000;

describeWith('ss', 'listeners on two instances whose right is taken away', () => {
  it(
    'are stopped in time, however the instances hear of it, and get no more than the extent in hand',
    async () => {
      const seed = randomInt(2 ** 31);
      const report = await runRevocations({ trials: TRIALS, width: 2, seed, onProgress: () => undefined });
      process.stdout.write(`revocations: ${JSON.stringify(report)}\n`);
      expect(report.trials).toBe(12);
      expect(report.faults).toEqual([]);
    },
    10 * MINUTES_MS,
  );
});
