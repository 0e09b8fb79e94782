import { describe, expect, it } from '@jest/globals';
import { begunScopeOf, stateOf } from './begun-scope.js';

const scope = { draft: { from: '2026-11-01', through: '2026-11-02', recordingIds: '' }, staffIds: ['maija'] };

describe('a scope that comes along from the log', () => {
  it('is what was sent', () => {
    expect(begunScopeOf(stateOf(scope))).toEqual(scope);
  });

  it('is none where the state is of something else, or of nothing', () => {
    expect(begunScopeOf(null)).toBeNull();
    expect(begunScopeOf({ begunScope: { ...scope, staffIds: [1] } })).toBeNull();
    expect(begunScopeOf({ begunScope: { draft: { from: '2026-11-01' }, staffIds: [] } })).toBeNull();
  });
});
