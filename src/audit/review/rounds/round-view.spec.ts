import { describe, expect, it } from '@jest/globals';
import { RECIPE } from './draw-sample.js';
import type { ReviewRound } from './review-round.entity.js';
import { roundViewOf } from './round-view.js';
import { roundView } from './rounds.schemas.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AUDITOR = '00000000-0000-7000-8000-000000000002';
const ROUND = {
  ...{ id: ID, fromOn: '2026-10-01', toOn: '2026-10-31', sampleSize: 50, treeSize: 7_000 },
  ...{ root: Buffer.alloc(32, 1), checkpoint: 'the note', seed: 'ab12' },
  ...{ openedAt: new Date('2026-11-24T07:00:00.123Z'), openedBy: AUDITOR },
};
const SHOWN = {
  ...ROUND,
  root: Buffer.alloc(32, 1).toString('base64'),
  recipe: RECIPE,
  openedAt: '2026-11-24T07:00:00.123Z',
};

describe('a review round in an answer', () => {
  const viewOf = (more: object = {}) => roundViewOf({ ...ROUND, ...more } as ReviewRound); // the fields of an entity

  it('has what is needed to draw its sample again, and is open until it says otherwise', () => {
    expect(viewOf()).toEqual({ ...SHOWN, closedAt: null, closedBy: null });
    expect(roundView.parse(viewOf())).toEqual(viewOf());
  });

  it('says when it was closed and by whom', () => {
    const closed = viewOf({ closedAt: new Date('2026-11-25T08:00:00Z'), closedBy: AUDITOR });
    expect(closed).toEqual({ ...SHOWN, closedAt: '2026-11-25T08:00:00.000Z', closedBy: AUDITOR });
    expect(roundView.parse(closed)).toEqual(closed);
  });
});
