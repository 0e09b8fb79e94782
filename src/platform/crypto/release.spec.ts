import { describe, expect, it } from '@jest/globals';
import { release } from './release.js';

describe('releasing bytes', () => {
  it('gives memory back that a buffer has to itself', () => {
    const bytes = Buffer.from(new ArrayBuffer(64));
    release(bytes);
    expect(bytes.length).toBe(0);
  });

  it('leaves memory alone that others use too', () => {
    const bytes = Buffer.alloc(64, 7);
    release(bytes.subarray(16, 32));
    const pooled = Buffer.from('a few bytes of the pool');
    release(pooled);
    expect(bytes).toEqual(Buffer.alloc(64, 7));
    expect(pooled.toString()).toBe('a few bytes of the pool');
  });
});
