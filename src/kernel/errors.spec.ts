import { describe, expect, it } from '@jest/globals';
import { DomainError, notFound } from './errors.js';

describe('a domain error', () => {
  it('has a code for programs, a sentence for people, and its cause for the log', () => {
    const cause = new Error('the disk is full');
    const error = new DomainError('unavailable', 'no-room', 'There is no room.', { freeBytes: 0 }, { cause });
    expect(error).toMatchObject({ kind: 'unavailable', code: 'no-room', details: { freeBytes: 0 }, cause });
    expect(String(error)).toBe('DomainError: There is no room.');
  });

  it('has no details unless some are given', () => {
    expect(new DomainError('gone', 'over', 'It is over.').details).toEqual({});
  });
});

describe('what does not exist, and what somebody may not see', () => {
  it('have one and the same answer', () => {
    expect(notFound()).toMatchObject({ kind: 'not-found', code: 'not-found', details: {} });
    expect(notFound().message).toBe('There is nothing here that you may see.');
  });
});
