import { describe, expect, it } from '@jest/globals';
import { standingOf, type StandingRows } from './case-standing.js';

const NOTHING: StandingRows = {
  ...{ searches: 0, recordings: [], copies: [], claims: [], effects: [], documents: [] },
  ...{ copiesWent: false, lacking: [], prepared: null, left: { erasure: false, restriction: false } },
};
const recording = (over: object): StandingRows['recordings'][number] => ({
  ...{ recordingId: 'r', state: 'included', decision: null, assessedBy: null, confirmedBy: null },
  ...over,
});

describe('the standing of a case', () => {
  it('counts what nobody has sorted, assessed or copied yet', () => {
    const recordings = [
      recording({ recordingId: 'a', state: 'candidate' }),
      recording({ recordingId: 'b' }),
      recording({ recordingId: 'c', decision: 'redacted-copy', assessedBy: 'x', confirmedBy: 'y' }),
      recording({ recordingId: 'd', decision: 'copy', assessedBy: 'x', confirmedBy: 'y' }),
      recording({ recordingId: 'e', state: 'released' }),
    ];
    expect(standingOf({ ...NOTHING, searches: 2, recordings })).toMatchObject({
      ...{ searches: 2, included: 3, unsorted: 1, unassessed: 1, uncopied: 1, waiting: [] },
    });
  });

  it('takes a draft and a rejected copy for none', () => {
    const recordings = [recording({ decision: 'redacted-copy' })];
    const uncopied = (...states: StandingRows['copies'][number]['state'][]) =>
      standingOf({
        ...NOTHING,
        recordings,
        copies: states.map(state => ({ recordingId: 'r', state, authorId: 'x' })),
      }).uncopied;
    expect([uncopied(), uncopied('draft'), uncopied('rejected')]).toEqual([1, 1, 1]);
    expect([uncopied('rendered'), uncopied('rejected', 'approved')]).toEqual([0, 0]);
  });

  it('names who prepared what waits for a second person', () => {
    const { waiting } = standingOf({
      ...NOTHING,
      recordings: [recording({ decision: 'copy', assessedBy: 'one' })],
      copies: [
        { recordingId: 'r', state: 'rendered', authorId: 'two' },
        { recordingId: 'r', state: 'approved', authorId: 'two' },
      ],
      claims: [
        { state: 'decided', decidedBy: 'three' },
        { state: 'confirmed', decidedBy: 'three' },
      ],
      effects: [
        { kind: 'restriction-lifting', state: 'waiting', preparedBy: 'four' },
        { kind: 'restriction', state: 'done', preparedBy: 'four' },
      ],
    });
    expect(waiting).toEqual([
      { what: 'assessment', preparedBy: 'one' },
      { what: 'copy', preparedBy: 'two' },
      { what: 'claim', preparedBy: 'three' },
      { what: 'effect', preparedBy: 'four' },
    ]);
  });

  it('knows what was brought about, and does not count what was refused or sent back', () => {
    const { effects, hasAnswer, hasPackage } = standingOf({
      ...NOTHING,
      effects: [
        { kind: 'restriction', state: 'refused', preparedBy: 'x' },
        { kind: 'erasure', state: 'begun', preparedBy: 'x' },
        { kind: 'purpose-unblock', state: 'sent-back', preparedBy: 'x' },
      ],
    });
    expect(effects).toEqual([{ kind: 'erasure', state: 'begun' }]);
    expect([hasAnswer, hasPackage]).toEqual([false, false]);
  });

  it('lacks no package where the same was sent before', () => {
    const standing = (over: Partial<StandingRows>) => standingOf({ ...NOTHING, ...over });
    expect(standing({ documents: [{ kind: 'letter' }] })).toMatchObject({ hasAnswer: true, hasPackage: false });
    expect(standing({ documents: [{ kind: 'package' }] })).toMatchObject({ hasAnswer: false, hasPackage: true });
    expect(standing({ copiesWent: true })).toMatchObject({ hasAnswer: false, hasPackage: true });
  });

  it('tells what its close would wait for', () => {
    const { erasureWaits, restrictionStands } = standingOf({ ...NOTHING, left: { erasure: true, restriction: true } });
    expect([erasureWaits, restrictionStands]).toEqual([true, true]);
  });
});
