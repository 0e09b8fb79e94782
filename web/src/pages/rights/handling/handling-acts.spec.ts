import { describe, expect, it } from '@jest/globals';
import { handlingActs, movesFrom } from './handling-acts.js';

type Looked = Parameters<typeof handlingActs>[0];

const OPEN: Looked = { state: 'received', permitted: ['handle'], stops: [], extended: false, kind: 'data-subject' };
const STOP: Looked['stops'][number] = { id: 's', kind: 'identity', stoppedAt: '2026-11-26T07:00:00Z', resumedAt: null };

describe('what is done with a case', () => {
  it('begins with its triage', () => {
    expect(handlingActs(OPEN)).toEqual(['triage', 'extend']);
    expect(handlingActs({ ...OPEN, state: 'triaged' })).toEqual(['move', 'triage', 'stop', 'extend']);
  });

  it('goes on first where the clock stands', () => {
    expect(handlingActs({ ...OPEN, state: 'identity-pending', stops: [STOP] })[0]).toBe('resume');
    expect(
      handlingActs({ ...OPEN, state: 'searching', stops: [{ ...STOP, resumedAt: '2026-11-27T07:00:00Z' }] }),
    ).not.toContain('resume');
  });

  it('is extended once, and closed when it is answered', () => {
    expect(handlingActs({ ...OPEN, extended: true })).toEqual(['triage']);
    expect(handlingActs({ ...OPEN, state: 'answered' })).toEqual(['close']);
    expect(handlingActs({ ...OPEN, state: 'closed' })).toEqual([]);
  });

  it('is nothing for whoever only looks, and neither triage nor clock for an authority', () => {
    expect(handlingActs({ ...OPEN, permitted: ['export'] })).toEqual([]);
    expect(handlingActs({ ...OPEN, kind: 'authority', state: 'assessing' })).toEqual([]);
  });

  it('moves a case only where its work goes by hand', () => {
    expect(movesFrom('assessing')).toEqual(['searching', 'in-review']);
    expect(movesFrom('received')).toEqual([]);
  });
});
