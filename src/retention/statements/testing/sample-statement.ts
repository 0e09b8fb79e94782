import type { Statement } from '../statements.schemas.js';

const PERSON = '00000000-0000-7000-8000-0000000000aa';
const DECISIONS = ['requested', 'approved', 'refused', 'released', 'lapsed', 'ended'] as const;
const KINDS = ['complaint', 'training', 'rights-request'] as const;
const PURPOSES = [
  ...(['service-development', 'internal-training', 'complaint', 'service-level-study', 'rights-request'] as const),
];

/** The statement of a November in which there was a little of everything. */
export function novemberStatement(over: Partial<Statement> = {}): Statement {
  return {
    ...{ month: '2026-11', from: '2026-11-01', to: '2026-11-30', madeAt: '2026-12-01T06:05:00.000Z', isOver: true },
    deleted: { inTime: 160_000, late: 3, erased: 2, bytes: 12_345_678_901 },
    held: {
      recordingsNow: 1204,
      recordingsNowFor: { complaint: 1200, training: 0, 'rights-request': 4 },
      decisions: DECISIONS.map((decision, n) => ({ decision, kind: KINDS[n % 3] ?? '', times: n + 1 })),
    },
    listening: {
      ...{ playbacks: 1040, people: 7 },
      byPurpose: PURPOSES.map((purpose, n) => ({ purpose, playbacks: n + 1, people: n === 0 ? 1 : 2 })),
      byPerson: [
        { staffId: PERSON, displayName: 'Åke Öhman', purpose: 'complaint', playbacks: 12 },
        { staffId: PERSON, displayName: null, purpose: 'internal-training', playbacks: 1 },
      ],
    },
    lateReviews: { late: 2, stillOpen: 1 },
    brakes: [
      { reason: 'clocks-disagree', raisedAt: '2026-11-03T10:00:00.000Z', releasedAt: '2026-11-03T12:30:00.000Z' },
      { reason: 'clock-ahead', raisedAt: '2026-11-04T10:00:00.000Z', releasedAt: '2026-11-05T10:00:00.000Z' },
      { reason: 'clock-back', raisedAt: '2026-11-29T22:15:00.000Z', releasedAt: null },
    ],
    incidents: [
      { dueOn: '2026-11-10', units: 1500, until: '2026-11-12T22:30:00.000Z' },
      { dueOn: '2026-11-28', units: 1, until: null },
    ],
    ...over,
  };
}

/** The statement of a month in which nothing happened. */
export function emptyStatement(): Statement {
  return novemberStatement({
    isOver: false,
    deleted: { inTime: 0, late: 0, erased: 0, bytes: 0 },
    held: { recordingsNow: 0, recordingsNowFor: { complaint: 0, training: 0, 'rights-request': 0 }, decisions: [] },
    listening: { playbacks: 0, people: 0, byPurpose: [], byPerson: null },
    lateReviews: { late: 0, stillOpen: 0 },
    ...{ brakes: [], incidents: [] },
  });
}
