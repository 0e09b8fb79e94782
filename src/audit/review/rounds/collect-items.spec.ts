import { describe, expect, it } from '@jest/globals';
import type { Run, Statement } from '../../../platform/database/index.js';
import { periodOf } from '../period.js';
import { QUESTIONS } from '../questions/questions.js';
import { collectItems } from './collect-items.js';

const AT = new Date('2026-11-24T07:00:00.000Z');
const [QUESTION] = QUESTIONS;

/** What a round collects where the first question flags so many events. */
async function collected(flagged: number) {
  const rows = Array.from({ length: flagged }, (_, place) => ({ id: String(place), recorded_at: AT, why: {} }));
  const run = ({ name }: Statement) => Promise.resolve(name === `audit-question-${QUESTION?.name ?? ''}` ? rows : []);
  const frozen = { seed: '00', treeSize: 7, sampleSize: 1 };
  return collectItems(run as Run, periodOf({ fromOn: '2026-11-01', toOn: '2026-11-30' }), frozen);
}

describe('what a round looks at', () => {
  it('is no more of one question than anybody looks through', async () => {
    expect(await collected(2000)).toHaveLength(2000);
    await expect(collected(2001)).rejects.toMatchObject({
      kind: 'unprocessable',
      code: 'too-many-flagged',
      details: { question: QUESTION?.name },
    });
  });
});
