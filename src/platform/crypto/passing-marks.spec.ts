import { describe, expect, it } from '@jest/globals';
import { passingMarks } from './passing-marks.js';

describe('passing marks', () => {
  it('are equal for equal parts, and for no others', () => {
    const markOf = passingMarks();
    expect(markOf('+358', '401234567')).toBe(markOf('+358', '401234567'));
    const marks = [markOf('+358', '401234567'), markOf('+3584', '01234567'), markOf('+358401234567'), markOf()];
    expect(new Set(marks).size).toBe(4);
  });

  it('are 256 bits in the letters of an address', () => {
    expect(passingMarks()('Maija')).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('of two calls have nothing to do with each other', () => {
    expect(passingMarks()('Maija')).not.toBe(passingMarks()('Maija'));
  });
});
