import { describe, expect, it } from '@jest/globals';
import type { OpenFinding } from '../../api/types.js';
import { actsOn, stateOf } from './finding-state.js';

const decided = (state: 'proposed' | 'settled' | 'discarded') => [{ state }] as unknown as OpenFinding['decisions']; // what is looked at

describe('an open finding', () => {
  it('waits for another person before anything else, also where it was settled before', () => {
    expect(stateOf({ settled: true, overdue: false, decisions: decided('proposed') })).toBe('waits');
    expect(stateOf({ settled: true, overdue: false, decisions: decided('settled') })).toBe('settled');
    expect(stateOf({ settled: false, overdue: true, decisions: decided('discarded') })).toBe('overdue');
    expect(stateOf({ settled: false, overdue: false, decisions: [] })).toBe('open');
  });

  it('is confirmed and discarded by the same people', () => {
    expect(actsOn({ mayAssign: false, mayDecide: false, mayConfirm: true })).toEqual(['settled', 'discarded']);
    expect(actsOn({ mayAssign: true, mayDecide: true, mayConfirm: false })).toEqual(['assign', 'decide']);
  });
});
