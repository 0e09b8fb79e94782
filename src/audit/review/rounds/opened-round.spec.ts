import { describe, expect, it } from '@jest/globals';
import type { Requester } from '../../../platform/http/index.js';
import type { CollectedItem } from './each-once.js';
import { openedRound } from './opened-round.js';
import type { ReviewRound } from './review-round.entity.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AUDITOR: Requester = { kind: 'staff', id: 'maija', sessionId: 'a session', accessEpoch: 1, address: '192.0.2.7' };
const ROUND = {
  ...{ id: ID, fromOn: '2026-10-01', toOn: '2026-10-31', sampleSize: 50, treeSize: 7_000 },
  ...{ root: new Uint8Array(32).fill(1), checkpoint: 'the note', seed: 'ab12' },
} as ReviewRound; // what the event tells of one

const item = (...because: string[]): CollectedItem => ({
  eventId: because.join(),
  recordedAt: new Date(0),
  why: because.map(one => ({ because: one, facts: {} })),
});

describe('the event of an opened round', () => {
  it('tells what the log was frozen at, what was drawn by which seed, and how much there is to look at', () => {
    const items = [
      item('sample'),
      item('sample', 'outside-hours'),
      item('outside-hours'),
      item('many-refusals', 'sample'),
    ];
    expect(openedRound(ROUND, items, AUDITOR)).toEqual({
      action: 'review-round.opened',
      actor: { kind: 'staff', id: 'maija', sessionId: 'a session', address: '192.0.2.7' },
      object: { kind: 'review-round', id: ID },
      facts: {
        ...{ fromOn: '2026-10-01', toOn: '2026-10-31', sampleSize: 50, treeSize: 7_000 },
        root: Buffer.alloc(32, 1).toString('base64'),
        ...{ seed: 'ab12', sampled: 3, items: 4 },
      },
    });
  });
});
