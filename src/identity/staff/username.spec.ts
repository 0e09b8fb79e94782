import { describe, expect, it } from '@jest/globals';
import { normaliseUsername, usernameFormat } from './username.js';

describe('user name', () => {
  it.each([
    [' Maija.Malli ', 'maija.malli'],
    ['MAIJA@EXAMPLE.ORG', 'maija@example.org'],
    ['ｍaija', 'maija'],
  ])('reads %p as %p', (typed, username) => {
    expect(normaliseUsername(typed)).toBe(username);
    expect(usernameFormat.parse(typed)).toBe(username);
  });

  it.each(['', ' ', '.maija', 'maija malli', 'mаija', 'maija\n malli', 'a'.repeat(65)])('is not %p', typed => {
    expect(usernameFormat.safeParse(typed).success).toBe(false);
  });
});
