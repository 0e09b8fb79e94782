import { describe, expect, it } from '@jest/globals';
import { CanonicalLeaf } from './canonical-leaf.js';
import { faultOf } from './leaf-fault.js';
import { leafOf, PLAYBACK } from './testing/playback.js';

function fault(leaf: Buffer): string | null {
  const bytes = Buffer.concat([Buffer.from('{'), leaf, Buffer.from('}')]);
  return faultOf(new CanonicalLeaf(), bytes, 1, bytes.length - 1);
}

/** An event whose leaf has so many bytes. */
function eventOf(sizeBytes: number): object {
  const around = leafOf({ ...PLAYBACK, reference: '' }).length;
  return { ...PLAYBACK, reference: 'x'.repeat(sizeBytes - around) };
}

describe('faultOf', () => {
  it('finds nothing in a sound leaf', () => {
    expect(fault(leafOf(PLAYBACK))).toBeNull();
  });

  it('takes 16 KiB and no byte more', () => {
    expect(fault(leafOf(eventOf(16_384)))).toBeNull();
    expect(fault(leafOf(eventOf(16_385)))).toBe('is larger than 16 KiB');
  });

  it.each([
    ['a space', Buffer.concat([leafOf(PLAYBACK), Buffer.from(' ')])],
    ['names out of order', Buffer.from('{"v":1,"id":"x"}')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s', (_, leaf) => {
    expect(fault(leaf)).toBe('is not canonical JSON (RFC 8785)');
  });

  it('says of a leaf that is too large no more than that', () => {
    expect(fault(Buffer.alloc(16_385, 'x'))).toBe('is larger than 16 KiB');
  });

  it.each([2, 0, '1', null, [1], true, undefined])('does not know version %j', v => {
    expect(fault(leafOf({ ...PLAYBACK, v }))).toBe('is of a version that is not known');
  });
});
