import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { commitment, leafOf, LEAF_VERSION, MAX_LEAF_BYTES, THE_SYSTEM, type EventDraft } from './event.js';

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

  it('is as large as 16 KiB and no byte larger', () => {
    const around = leaf({ facts: { big: '' } }).bytes.length;

    expect(leaf({ facts: { big: 'x'.repeat(MAX_LEAF_BYTES - around) } }).bytes).toHaveLength(MAX_LEAF_BYTES);
    expect(() => leaf({ facts: { big: 'x'.repeat(MAX_LEAF_BYTES - around + 1) } })).toThrow(RangeError);
    expect(() => leaf({ facts: { big: 'ä'.repeat(MAX_LEAF_BYTES / 2) } })).toThrow(RangeError);
  });

  it('is the same bytes for the same event, whatever the order in which it is told', () => {
    const object = { kind: 'grant', id: ID };
    const one = leaf({ outcome: 'refused', reason: 'expired', object, facts: { a: 1, b: { c: [2, 'd'], e: null } } });
    const other = leaf({ facts: { b: { e: null, c: [2, 'd'] }, a: 1 }, object, reason: 'expired', outcome: 'refused' });

    expect(one.bytes.equals(other.bytes)).toBe(true);
  });

  it('holds every field of the draft, each under its name', () => {
    const draft = {
      action: 'playback.granted',
      actor: { kind: 'staff', id: ID, sessionId: ID, address: '192.0.2.7' },
      outcome: 'refused',
      reason: 'expired',
      object: { kind: 'recording', id: ID },
      recordingId: ID,
      concernsStaffId: ID,
      grantId: ID,
      purpose: 'complaint',
      reference: 'CASE-1',
      facts: { durationMs: 1000 },
    } as const;

    expect(JSON.parse(leafOf(ID, AT, 'p1', draft).bytes.toString('utf8'))).toEqual({
      ...draft,
      v: LEAF_VERSION,
      id: ID,
      at: AT.toISOString(),
      policy: 'p1',
    });
  });

  /** The examples of RFC 8785 §3.2.2, §3.2.3 and appendix B. */
  it('writes numbers, strings and names as RFC 8785 does', () => {
    const facts = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"\/',
      names: { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
    };

    expect(leaf({ facts }).bytes.toString('utf8')).toContain(
      '"facts":{"names":{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3},' +
        '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],' +
        '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses a fact that JSON has no form for: %d', fact => {
    expect(() => leaf({ facts: { fact } })).toThrow();
  });

  it('refuses a text with half a character, which has no bytes in UTF-8', () => {
    expect(() => leaf({ facts: { half: '\ud83d' } })).toThrow();
  });

  it('has no commitments where there is nothing to commit to', () => {
    expect(leaf({ texts: {} }).bytes.toString('utf8')).not.toContain('commitments');
  });
});

describe('commitment', () => {
  it('is SHA-256 over salt and text, so that whoever holds both can check it', () => {
    const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
    const known = createHash('sha256')
      .update(Buffer.concat([salt, Buffer.from('sää')]))
      .digest('base64url');

    expect(commitment(salt, 'sää')).toBe(known);
    expect(commitment(Buffer.alloc(16), 'sää')).not.toBe(known);
    expect(commitment(salt, 'saa')).not.toBe(known);
  });
});
