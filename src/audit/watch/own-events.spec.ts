import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { OwnEvents } from './own-events.js';

describe('the memory of what an instance has committed', () => {
  it('holds each event with the RFC 6962 hash of its leaf, in the order of commits, until the tree has it', () => {
    const own = new OwnEvents();
    const before = performance.now();
    own.committed({ id: 'b', leaf: Buffer.from('{"b":1}') });
    own.committed({ id: 'a', leaf: Buffer.from('{"a":1}') });
    const after = performance.now();

    const hash = createHash('sha256')
      .update(Buffer.from([0]))
      .update('{"b":1}')
      .digest();
    expect(own.waiting().map(({ id }) => id)).toEqual(['b', 'a']);
    expect(own.waiting()[0]?.hash).toEqual(hash);
    for (const { since } of own.waiting()) {
      expect(since).toBeGreaterThanOrEqual(before);
      expect(since).toBeLessThanOrEqual(after);
    }
    own.seen('b');
    own.seen('never heard of');
    expect(own.waiting().map(({ id }) => id)).toEqual(['a']);
  });
});
