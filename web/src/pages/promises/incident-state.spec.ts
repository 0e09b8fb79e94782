import { describe, expect, it } from '@jest/globals';
import { actsOn, stateOf } from './incident-state.js';

const at = '2026-11-24T07:00:00.000Z';
const said = { at, text: 'Poistoajo oli pysähtynyt.' };
const outcome = { outcome: 'corrected' as const, text: null, at, byName: null };

describe('an incident about a promise', () => {
  it('is with its owner, then with whoever settles it, then settled, also where nobody answered', () => {
    expect(stateOf({ answer: null, outcome: null })).toBe('open');
    expect(stateOf({ answer: said, outcome: null })).toBe('answered');
    expect(stateOf({ answer: said, outcome })).toBe('settled');
    expect(stateOf({ answer: null, outcome })).toBe('settled');
  });

  it('offers what the server says that one may do, and nothing else', () => {
    expect(actsOn({ mayAnswer: false, mayHandOver: false, maySettle: false })).toEqual([]);
    expect(actsOn({ mayAnswer: true, mayHandOver: true, maySettle: false })).toEqual(['answer', 'handOver']);
    expect(actsOn({ mayAnswer: false, mayHandOver: false, maySettle: true })).toEqual(['settle']);
  });
});
