import { describe, expect, it } from '@jest/globals';
import { draftOf, faultsOf, scopeOf, type ScopeDraft } from './scope-draft.js';

const ID = '00000000-0000-7000-8000-000000000001';
const draft = (more: Partial<ScopeDraft> = {}): ScopeDraft => ({ ...draftOf(null), ...more }) as ScopeDraft;

describe('the scope of a list', () => {
  it('is whole days in Helsinki, the last one included', () => {
    const scope = scopeOf(draft({ from: '2026-10-24', through: '2026-10-25' }), ['maija']);
    expect(scope).toMatchObject({
      calls: 'used',
      from: '2026-10-23T21:00:00.000Z',
      to: '2026-10-25T22:00:00.000Z',
      staffIds: ['maija'],
    });
  });

  it('is recordings by their ids, however they were pasted, and then needs no days', () => {
    const typed = draft({ calls: 'kept', recordingIds: ` ${ID},\n${ID} ` });
    expect(faultsOf(typed)).toEqual({});
    expect(scopeOf(typed, [])).toEqual({ calls: 'kept', staffIds: [], recordingIds: [ID, ID] });
  });

  it('is wrong without either, with half a span, with one that ends before it begins, and with what is no id', () => {
    expect(faultsOf(draft())).toEqual({ from: 'nothing' });
    expect(faultsOf(draft({ from: '2026-10-24' }))).toEqual({ through: 'day' });
    expect(faultsOf(draft({ from: '2026-10-24', through: '2026-10-23' }))).toEqual({ through: 'order' });
    expect(faultsOf(draft({ recordingIds: 'puhelu' }))).toEqual({ recordingIds: 'id' });
  });

  it('comes back from what a finding suggests', () => {
    const suggested = {
      calls: 'used' as const,
      from: '2026-11-23T22:00:00.000Z',
      to: '2026-11-24T22:00:00.000Z',
      staff: [],
      recordingIds: [ID],
    };
    expect(draftOf(suggested)).toEqual({ calls: 'used', from: '2026-11-24', through: '2026-11-24', recordingIds: ID });
  });
});
