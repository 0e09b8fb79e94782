import { describe, expect, it } from '@jest/globals';
import { THE_SYSTEM, leafOf } from './event.js';
import { parseLeaf, viewOf } from './event-view.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AT = new Date('2026-11-24T07:00:00.123Z');
const ALWAYS = { id: ID, at: AT.toISOString(), action: 'log.pruned', outcome: 'done', actor: THE_SYSTEM, policy: 'p1' };

describe('the view of an event', () => {
  it('has every field, with null for what the leaf does not hold', () => {
    const leaf = leafOf(ID, AT, 'p1', { action: 'log.pruned', actor: THE_SYSTEM }).bytes;
    expect(viewOf(leaf)).toEqual({
      ...ALWAYS,
      reason: null,
      object: null,
      recordingId: null,
      concernsStaffId: null,
      grantId: null,
      purpose: null,
      reference: null,
      facts: {},
    });
  });

  it('shows all that the leaf holds but its commitments, which stand in the leaf', () => {
    const said = {
      reason: 'expired',
      object: { kind: 'grant', id: ID },
      recordingId: ID,
      concernsStaffId: ID,
      grantId: ID,
      purpose: 'complaint',
      reference: 'CASE-1',
      facts: { from: 1 },
    };
    const draft = { ...said, action: 'log.pruned', actor: THE_SYSTEM, texts: { reason: 'Ääni.' } } as const;
    const { bytes } = leafOf(ID, AT, 'p1', draft);
    expect(viewOf(bytes)).toEqual({ ...ALWAYS, ...said });
    expect(Object.keys(parseLeaf(bytes).commitments ?? {})).toEqual(['reason']);
  });

  it('is read from bytes in UTF-8, as the database gives them', () => {
    const { bytes } = leafOf(ID, AT, 'p1', {
      action: 'log.pruned',
      actor: THE_SYSTEM,
      facts: { queue: 'Käyttäjätuki' },
    });
    expect(viewOf(new Uint8Array(bytes)).facts).toEqual({ queue: 'Käyttäjätuki' });
  });
});
