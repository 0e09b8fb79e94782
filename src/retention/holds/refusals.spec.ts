import { describe, expect, it } from '@jest/globals';
import type { DomainError } from '../../kernel/errors.js';
import { notFound } from '../../kernel/errors.js';
import { holdIs } from './hold-state.js';
import { HOLD_STATES } from './hold.entity.js';
import { dayClosed, isGone, notPermitted } from './refusals.js';

const told = ({ kind, code, message }: DomainError) => [kind, code, message];

describe('what is said to who may not', () => {
  it('is that the last day is over, that the rights do not cover it, or what became of the hold', () => {
    expect([dayClosed(), notPermitted()].map(told)).toEqual([
      ['gone', 'day-closed', 'The last day kept of this recording is over.'],
      ['forbidden', 'not-permitted', 'Your access rights do not cover this.'],
    ]);
    expect(HOLD_STATES.map(state => told(holdIs(state)))).toEqual([
      ['conflict', 'hold-requested', 'Nobody has approved this hold yet.'],
      ['conflict', 'hold-active', 'This hold is approved already.'],
      ['conflict', 'hold-refused', 'This hold was refused.'],
      ['conflict', 'hold-lapsed', 'This hold has lapsed: nobody decided in time.'],
      ['conflict', 'hold-ended', 'The last day of this hold is over.'],
      ['conflict', 'hold-released', 'This hold was released.'],
    ]);
  });
});

describe('an act on a recording that the purge has taken', () => {
  it.each([
    ['has begun to take it', dayClosed(), true],
    ['has taken it', notFound(), true],
    ['does not come into it', notPermitted(), false],
    ['does not come into it, of an error of another kind', Object.assign(new Error(), { kind: 'gone' }), false],
  ])('is told where the purge %s', (_what, error, gone) => {
    expect(isGone(error)).toBe(gone);
  });
});
