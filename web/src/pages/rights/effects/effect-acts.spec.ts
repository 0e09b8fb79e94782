import { describe, expect, it } from '@jest/globals';
import { effectActs } from './effect-acts.js';

type Looked = Parameters<typeof effectActs>[0];
const claim = (right: Looked['claims'][number]['right'], over: Partial<Looked['claims'][number]> = {}) => ({
  ...{ right, state: 'confirmed' as const, outcome: 'granted' as const },
  ...over,
});
const OPEN: Looked = { permitted: ['handle'], closedAt: null, claims: [], standing: { effects: [] } };
const asked = (...claims: Looked['claims']) => effectActs({ ...OPEN, claims });

describe('what can be brought about in a case', () => {
  it('follows from the rights that were asked for', () => {
    expect(asked(claim('access'))).toEqual([]);
    expect(asked(claim('rectification'))).toEqual(['restriction', 'correction', 'statement']);
    expect(asked(claim('objection'))).toEqual(['restriction', 'block']);
    expect(asked(claim('consent-withdrawal'))).toEqual(['block']);
  });

  it('is an erasure only once two people have granted it, and once', () => {
    expect(asked(claim('erasure', { state: 'decided' }))).not.toContain('erasure');
    expect(asked(claim('erasure', { outcome: 'refused' }))).not.toContain('erasure');
    expect(asked(claim('erasure'))).toContain('erasure');
    const effects = [{ kind: 'erasure', state: 'begun' }] as const;
    expect(effectActs({ ...OPEN, claims: [claim('erasure')], standing: { effects: [...effects] } })).not.toContain(
      'erasure',
    );
  });

  it('is taken back, or excepted from, only where it was done', () => {
    const after = (kind: Looked['standing']['effects'][number]['kind'], state: 'begun' | 'done') =>
      effectActs({ ...OPEN, claims: [claim('restriction')], standing: { effects: [{ kind, state }] } });
    expect(after('restriction', 'done')).toEqual(['restriction', 'exception', 'lifting']);
    expect(after('restriction', 'begun')).toEqual(['restriction']);
    expect(after('purpose-block', 'done')).toEqual(['restriction', 'unblock']);
  });

  it('is nothing for whoever only looks, and once the case is closed only what eases what lasts', () => {
    const claims = [claim('restriction')];
    expect(effectActs({ ...OPEN, claims, permitted: ['export'] })).toEqual([]);
    const closed = { ...OPEN, claims, closedAt: '2026-11-26T10:00:00Z' };
    expect(effectActs(closed)).toEqual([]);
    const effects = [{ kind: 'restriction' as const, state: 'done' as const }];
    expect(effectActs({ ...closed, standing: { effects } })).toEqual(['exception', 'lifting']);
  });
});
