import { randomInt } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { checkProofs } from './testing/check-proofs.js';

it('proves random leaves and earlier sizes of random trees up to 2^20 leaves, and nothing that was altered', async () => {
  const seed = randomInt(2 ** 31);
  process.stdout.write(`random proofs: seed ${seed}\n`);
  const { count, faults } = await checkProofs({ count: 2000, seed });

  expect({ seed, count, faults }).toEqual({ seed, count: 2000, faults: [] });
});
