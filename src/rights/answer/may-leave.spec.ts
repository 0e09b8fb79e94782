import { describe, expect, it } from '@jest/globals';
import { isOfDecision, tellsOfDecision } from './may-leave.js';

const [before, at, after] = ['07:59', '08:00', '08:01'].map(time => new Date(`2026-11-24T${time}:00Z`)) as [
  Date,
  Date,
  Date,
];

describe('what tells of a decision', () => {
  it('is of the one that stands when it was made since then', () => {
    const isOf = (createdAt: Date, decidedAt: Date | null) => isOfDecision({ createdAt }, { decidedAt });
    expect([before, at, after].map(createdAt => isOf(createdAt, at))).toEqual([false, true, true]);
    expect(isOf(after, null)).toBe(false);
  });

  it('is the answer, the cover of a disclosure, and a package, which has one of them in it', () => {
    const tells = (kind: 'letter' | 'package' | 'attachment', letterKind: string | null = null) =>
      tellsOfDecision({ kind, letterKind });
    expect([tells('letter', 'answer'), tells('letter', 'disclosure-cover'), tells('package')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([tells('letter', 'receipt'), tells('letter', 'restriction-lifting'), tells('attachment')]).toEqual([
      ...[false, false, false],
    ]);
  });
});
