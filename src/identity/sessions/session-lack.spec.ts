import { describe, expect, it } from '@jest/globals';
import { lackOf } from './session-lack.js';

const COMPLETE = { mustChangePassword: false, secondFactorShown: true, secondFactorRequired: true };

describe('what a session lacks', () => {
  it('is nothing once the password is the person’s own and a second factor was shown', () => {
    expect(lackOf(COMPLETE)).toBeNull();
  });

  it('is the second factor until one was shown', () => {
    expect(lackOf({ ...COMPLETE, secondFactorShown: false })).toBe('second-factor');
  });

  it('is the own password first, whatever else is missing', () => {
    expect(lackOf({ ...COMPLETE, mustChangePassword: true, secondFactorShown: false })).toBe('own-password');
    expect(lackOf({ ...COMPLETE, mustChangePassword: true })).toBe('own-password');
  });

  it('is no second factor where none is needed', () => {
    expect(lackOf({ ...COMPLETE, secondFactorShown: false, secondFactorRequired: false })).toBeNull();
  });
});
