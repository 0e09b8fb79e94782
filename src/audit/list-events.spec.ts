import { describe, expect, it } from '@jest/globals';
import { factsOfSelection } from './list-events.js';

describe('what the event of a look tells of its filters', () => {
  it('is nothing where nothing was filtered', () => {
    expect(factsOfSelection({})).toEqual({});
    expect(factsOfSelection({ purpose: undefined, from: undefined, to: undefined })).toEqual({});
  });

  it('is each filter that was given, instants in UTC', () => {
    const from = new Date('2026-11-24T00:00:00+02:00');
    expect(factsOfSelection({ queue: 'Tuki', callOn: '2026-11-24', from })).toEqual({
      queue: 'Tuki',
      callOn: '2026-11-24',
      from: '2026-11-23T22:00:00.000Z',
    });
    expect(factsOfSelection({ to: from })).toEqual({ to: '2026-11-23T22:00:00.000Z' });
  });
});
