import { expect, it } from '@jest/globals';
import type { Database } from '../../platform/database/index.js';
import { WaitingKinds } from './waiting-kinds.js';

it('what waits of a kind is said by one part of the house alone', () => {
  const kinds = new WaitingKinds({} as unknown as Database); // it is asked nothing
  kinds.on('holds', () => null);
  expect(() => {
    kinds.on('holds', () => null);
  }).toThrow('Two say what waits of holds.');
});
