import { describe, expect, it } from '@jest/globals';
import { commitment, leafOf, MAX_LEAF_BYTES, THE_SYSTEM, type EventDraft } from './event.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AT = new Date('2026-11-24T07:00:00.123Z');

function leaf(draft: Partial<EventDraft> = {}) {
  return leafOf(ID, AT, 'p1', { action: 'purge.intended', actor: THE_SYSTEM, ...draft });
}

describe('leafOf', () => {
  it('writes canonical JSON: names in order, nothing that is absent', () => {
    expect(leaf({ facts: { z: 1, a: 'ä' } }).bytes.toString('utf8')).toBe(
      '{"action":"purge.intended","actor":{"address":null,"id":null,"kind":"system","sessionId":null},"at":"2026-11-24T07:00:00.123Z",' +
        '"facts":{"a":"ä","z":1},"id":"00000000-0000-7000-8000-000000000001","outcome":"done","policy":"p1","v":1}',
    );
  });

  it('commits to texts and search terms without holding them', () => {
    const { bytes, committed } = leaf({ texts: { reason: 'canary text' }, searched: { phone: '+358490001234' } });
    const text = bytes.toString('utf8');
    expect(text).not.toContain('canary');
    expect(text).not.toContain('358490001234');
    const commitments = (JSON.parse(text) as { commitments: Record<string, string> }).commitments;
    for (const { name, salt } of committed) {
      expect(commitments[name]).toBe(commitment(salt, name === 'reason' ? 'canary text' : '+358490001234'));
    }
  });

  it('keeps a free text beside the log, and of a search term only the salt', () => {
    const { committed } = leaf({ texts: { reason: 'because' }, searched: { phone: '+358490001234' } });
    expect(committed.map(({ name, text }) => [name, text])).toEqual([
      ['reason', 'because'],
      ['phone', null],
    ]);
  });

  it('salts the same text differently each time', () => {
    const [one, other] = [leaf({ texts: { reason: 'same' } }), leaf({ texts: { reason: 'same' } })];
    expect(one.bytes.equals(other.bytes)).toBe(false);
  });

  it('refuses a leaf that would be larger than a tile may hold', () => {
    expect(() => leaf({ facts: { big: 'x'.repeat(MAX_LEAF_BYTES) } })).toThrow(RangeError);
  });
});
