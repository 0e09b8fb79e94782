import { describe, expect, it } from '@jest/globals';
import { oneOf } from '../one-of.js';
import { choiceFault, daysOf, draftOf, RESTRICTION_GROUNDS } from './effect-draft.js';

describe('what is wanted for a right', () => {
  it('is about recordings; an erasure is of all that the case has taken up', () => {
    expect(choiceFault('restriction', { recordingIds: [], purposes: [] })).toBe('no-recording');
    expect(choiceFault('restriction', { recordingIds: ['a', 'b'], purposes: [] })).toBeNull();
    expect(choiceFault('erasure', { recordingIds: [], purposes: [] })).toBeNull();
  });

  it('of a block, and of its end, names purposes', () => {
    for (const act of ['block', 'unblock'] as const) {
      expect(choiceFault(act, { recordingIds: ['a'], purposes: [] })).toBe('no-purpose');
      expect(choiceFault(act, { recordingIds: ['a'], purposes: ['complaint'] })).toBeNull();
    }
  });

  it('is lifted only with a letter that was delivered, or the day on which the person was told', () => {
    expect(daysOf('lifting', { deliveryId: '' })).toEqual(['informedOn']);
    expect(daysOf('lifting', { deliveryId: 'd' })).toEqual([]);
    expect(daysOf('exception', { deliveryId: '' })).toEqual(['until']);
    expect(daysOf('restriction', { deliveryId: '' })).toEqual([]);
  });

  it('begins with what was asked for', () => {
    expect(draftOf('block', ['consent-withdrawal']).because).toBe('consent-withdrawal');
    expect(draftOf('block', ['objection']).because).toBe('objection');
    expect(draftOf('exception', ['restriction']).ground).toBe('consent');
    expect(draftOf('restriction', ['restriction']).ground).toBe('18-1-a');
  });

  it('is one of what there is', () => {
    expect(oneOf(RESTRICTION_GROUNDS, '18-1-c')).toBe('18-1-c');
    expect(oneOf(RESTRICTION_GROUNDS, 'x')).toBe('18-1-a');
  });
});
