import { describe, expect, it } from '@jest/globals';
import { nextStep, type LookedCase } from './next-step.js';

const STANDING: LookedCase['standing'] = {
  ...{ searches: 1, included: 1, unsorted: 0, unassessed: 0, uncopied: 0, effects: [], waiting: [] },
  ...{ lacking: [], prepared: null },
  ...{ hasAnswer: false, hasPackage: false, erasureWaits: false, restrictionStands: false },
};
const claim = (over: Partial<LookedCase['claims'][number]> = {}): LookedCase['claims'][number] => ({
  ...{ right: 'access', state: 'open', outcome: null },
  ...over,
});
const CASE: LookedCase = {
  ...{ kind: 'data-subject', state: 'assessing', permitted: ['handle', 'confirm'], standing: STANDING },
  ...{ claims: [claim()], stops: [], request: { identity: { method: 'strong-identification' } } },
};
const next = (over: Partial<LookedCase> = {}, standing: Partial<LookedCase['standing']> = {}) =>
  nextStep({ ...CASE, ...over, standing: { ...STANDING, ...standing } }, 'me');
const waits = (what: LookedCase['standing']['waiting'][number]['what'], preparedBy: string) => ({
  waiting: [{ what, preparedBy }],
});
const granted = (right: LookedCase['claims'][number]['right']) =>
  claim({ right, state: 'confirmed', outcome: 'granted' });

describe('what is next in a case', () => {
  it('is the triage, then who asks, then the search, the sorting and the assessment', () => {
    expect(next({ state: 'received' })).toBe('triage');
    expect(next({ state: 'triaged', request: {} })).toBe('identify');
    expect(next({ state: 'triaged', request: { identity: { method: null } } })).toBe('identify');
    expect(next({ state: 'triaged' })).toBe('search');
    expect(next({ state: 'searching' }, { searches: 0 })).toBe('search');
    expect(next({ state: 'searching' }, { unsorted: 1 })).toBe('sort-recordings');
    expect(next({ state: 'searching' })).toBe('begin-assessment');
  });

  it('is to wait for the person while the clock stands', () => {
    const stops = [{ kind: 'identity', resumedAt: null }] as const;
    expect(next({ state: 'identity-pending', stops: [...stops], request: {} })).toBe('await-identity');
    expect(next({ stops: [{ kind: 'clarification', resumedAt: null }] })).toBe('await-clarification');
    expect(next({ stops: [{ kind: 'identity', resumedAt: '2026-11-27T10:00:00Z' }] })).toBe('decide');
  });

  it('needs no identity where the matter ends because nobody could be identified', () => {
    const claims = [claim({ state: 'decided', outcome: 'refused' })];
    expect(next({ request: {}, claims }, waits('claim', 'other'))).toBe('confirm-decisions');
  });

  it('is that two people assess, cover and decide, where a copy is asked for', () => {
    expect(next({}, { unassessed: 1 })).toBe('assess');
    expect(next({}, waits('assessment', 'other'))).toBe('confirm-assessments');
    expect(next({}, waits('assessment', 'me'))).toBe('await-assessments');
    expect(next({}, { uncopied: 1, ...waits('assessment', 'me') })).toBe('redact');
    expect(next({}, waits('copy', 'other'))).toBe('review-copies');
    expect(next({}, waits('copy', 'me'))).toBe('await-copies');
    expect(next()).toBe('decide');
    const claims = [claim({ state: 'decided', outcome: 'granted' })];
    expect(next({ claims }, waits('claim', 'other'))).toBe('confirm-decisions');
    expect(next({ claims }, waits('claim', 'me'))).toBe('await-decisions');
  });

  it('assesses nothing for a right by which no copy is given', () => {
    expect(next({ claims: [claim({ right: 'erasure' })] }, { unassessed: 1 })).toBe('decide');
  });

  it('is to bring about what was granted, and only that', () => {
    const state = 'decided';
    expect(next({ state, claims: [granted('restriction')] }, { lacking: ['restriction'] })).toBe('carry-out');
    expect(next({ state, claims: [granted('restriction')] })).toBe('write-answer');
    expect(next({ state, claims: [claim({ right: 'restriction', state: 'confirmed', outcome: 'refused' })] })).toBe(
      'write-answer',
    );
    expect(next({ state, claims: [granted('objection')] }, waits('effect', 'other'))).toBe('confirm-effects');
  });

  it('is the answer, the package where a copy is given, and the delivery', () => {
    const [state, claims] = ['decided' as const, [granted('access')]];
    expect(next({ state, claims })).toBe('write-answer');
    expect(next({ state, claims }, { hasAnswer: true })).toBe('pack');
    expect(next({ state, claims }, { hasAnswer: true, hasPackage: true })).toBe('deliver');
    const refused = [claim({ state: 'confirmed', outcome: 'refused' })];
    expect(next({ state, claims: refused }, { hasAnswer: true })).toBe('deliver');
  });

  it('tells recipients before it closes, where there is something to tell', () => {
    expect(next({ state: 'answered', claims: [granted('erasure')] })).toBe('notify');
    expect(next({ state: 'answered', claims: [granted('access')] })).toBe('close');
    expect(next({ state: 'recipients-notified' })).toBe('close');
    expect(next({ state: 'closed' })).toBe('nothing');
  });

  it('closes nothing while something that was begun is not over', () => {
    const claims = [granted('erasure')];
    for (const state of ['answered', 'recipients-notified'] as const) {
      expect(next({ state, claims }, waits('effect', 'other'))).toBe('confirm-effects');
      expect(next({ state, claims }, waits('effect', 'me'))).toBe('await-effects');
      expect(next({ state, claims }, { erasureWaits: true })).toBe('await-package');
      expect(next({ state, claims }, { restrictionStands: true })).toBe('lift');
    }
  });

  it('of an authority names recordings, prepares, and has another one confirm', () => {
    const kind = 'authority';
    expect(next({ kind }, { included: 0 })).toBe('name-recordings');
    expect(next({ kind }, { uncopied: 1 })).toBe('redact');
    expect(next({ kind }, waits('copy', 'other'))).toBe('review-copies');
    expect(next({ kind }, waits('copy', 'me'))).toBe('await-copies');
    expect(next({ kind })).toBe('prepare-disclosure');
    expect(next({ kind, state: 'in-review' })).toBe('confirm-disclosure');
    expect(next({ kind, state: 'in-review', permitted: ['handle'] })).toBe('await-disclosure');
    expect(next({ kind, state: 'decided' })).toBe('write-cover');
    expect(next({ kind, state: 'decided' }, { hasAnswer: true })).toBe('pack');
  });
});
