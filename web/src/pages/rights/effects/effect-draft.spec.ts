import { describe, expect, it } from '@jest/globals';
import { choiceFault, oneOf, requiredOf, RESTRICTION_GROUNDS } from './effect-draft.js';

describe('what is wanted for a right', () => {
  it('is about recordings, a statement about one', () => {
    expect(choiceFault('restriction', { recordingIds: [], purposes: [] })).toBe('no-recording');
    expect(choiceFault('restriction', { recordingIds: ['a', 'b'], purposes: [] })).toBeNull();
    expect(choiceFault('statement', { recordingIds: ['a', 'b'], purposes: [] })).toBe('one-recording');
    expect(choiceFault('statement', { recordingIds: ['a'], purposes: [] })).toBeNull();
  });

  it('of a block names purposes; an erasure is of all that the case has taken up', () => {
    expect(choiceFault('block', { recordingIds: ['a'], purposes: [] })).toBe('no-purpose');
    expect(choiceFault('block', { recordingIds: ['a'], purposes: ['complaint'] })).toBeNull();
    expect(choiceFault('erasure', { recordingIds: [], purposes: [] })).toBeNull();
  });

  it('is lifted only with the day on which the person was told', () => {
    expect(requiredOf('lifting')).toEqual(['informedOn', 'words']);
    expect(requiredOf('restriction')).toEqual(['words']);
    expect(requiredOf('erasure')).toEqual([]);
  });

  it('is one of what there is', () => {
    expect(oneOf(RESTRICTION_GROUNDS, '18-1-c')).toBe('18-1-c');
    expect(oneOf(RESTRICTION_GROUNDS, 'x')).toBe('18-1-a');
  });
});
