import { describe, expect, it } from '@jest/globals';
import { newBlock, newRestriction, newUnblock } from './effects.schemas.js';

const [ONE, OTHER] = ['01a20c5a-0000-7000-8000-000000000001', '01a20c5a-0000-7000-8000-000000000002'];
const STUDY = 'service-level-study';
const words = 'Vastustus';

describe('an effect', () => {
  const block = { because: 'objection', words };

  it('is on each recording once, however its id is written', () => {
    const restriction = { ground: '18-1-a', words };
    const accepts = (...recordingIds: string[]) => newRestriction.safeParse({ ...restriction, recordingIds }).success;
    expect([accepts(ONE, OTHER), accepts(ONE, ONE), accepts(ONE, ONE.toUpperCase())]).toEqual([true, false, false]);
  });

  it.each([
    ['a block', newBlock.safeParse.bind(newBlock), { ...block, recordingIds: [ONE] }],
    ['its end', newUnblock.safeParse.bind(newUnblock), { words, recordingIds: [ONE] }],
  ])('names each purpose once: %s', (_, parse, rest) => {
    const accepts = (...purposes: string[]) => parse({ ...rest, purposes }).success;
    expect([accepts(STUDY, 'internal-training'), accepts(STUDY, STUDY)]).toEqual([true, false]);
  });
});
