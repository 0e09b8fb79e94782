import { totalmem } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { shareOfMemory } from './index-memory.js';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

describe('the memory that indexes of segments may take', () => {
  it('is a sixteenth of what the container may have, where it has a limit', () => {
    expect(shareOfMemory(4 * GIB, 64 * GIB)).toBe(256 * MIB);
  });

  it('is a sixteenth of the machine where there is no container, or where that may have more than there is', () => {
    for (const limitBytes of [0, 2 ** 64]) expect(shareOfMemory(limitBytes, 32 * GIB)).toBe(2 * GIB);
  });

  it('is never less than 128 MiB', () => {
    expect(shareOfMemory(512 * MIB, 64 * GIB)).toBe(128 * MIB);
    expect(shareOfMemory(0, GIB)).toBe(128 * MIB);
  });

  it('is told of this machine where nothing else is said', () => {
    expect(shareOfMemory()).toBeGreaterThanOrEqual(128 * MIB);
    expect(shareOfMemory()).toBeLessThanOrEqual(Math.max(128 * MIB, totalmem() / 16));
  });
});
