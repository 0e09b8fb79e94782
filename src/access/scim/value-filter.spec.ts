import { describe, expect, it } from '@jest/globals';
import { isMeant, readFilter } from './value-filter.js';

describe('a filter', () => {
  it.each([
    ['userName eq "a@b.c"', [[{ path: 'username', operator: 'eq', value: 'a@b.c' }]]],
    [
      'userName EQ "O\'Malley (x) [y] and z"',
      [[{ path: 'username', operator: 'eq', value: "O'Malley (x) [y] and z" }]],
    ],
    ['active eq True', [[{ path: 'active', operator: 'eq', value: true }]]],
    [
      'emails[type eq "work"].value eq "x"',
      [
        [
          { path: 'emails.type', operator: 'eq', value: 'work' },
          { path: 'emails.value', operator: 'eq', value: 'x' },
        ],
      ],
    ],
    [
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "x"',
      [[{ path: 'manager.value', operator: 'eq', value: 'x' }]],
    ],
    [
      'id eq "x" or (externalId eq "y" and active eq false)',
      [
        [{ path: 'id', operator: 'eq', value: 'x' }],
        [
          { path: 'externalid', operator: 'eq', value: 'y' },
          { path: 'active', operator: 'eq', value: false },
        ],
      ],
    ],
  ])('is read: %s', (text, alternatives) => {
    expect(readFilter(text)).toEqual(alternatives);
  });

  it.each([
    '',
    ' ',
    'foo',
    'userName eq',
    'not (active eq true)',
    'userName eq "a" and',
    '(userName eq "a"',
    'a'.repeat(600),
  ])('is refused where it is wrong or not offered: %s', text => {
    expect(() => readFilter(text)).toThrow(expect.objectContaining({ code: 'scim-invalid-filter' }));
  });

  it('is refused where its alternatives would multiply', () => {
    const text = Array(6).fill('(id eq "a" or id eq "b")').join(' and ');
    expect(() => readFilter(text)).toThrow(expect.objectContaining({ code: 'scim-invalid-filter' }));
  });

  it('never repeats what was asked for in its error', () => {
    const failed = () => readFilter('userName eq "maija.malli');
    expect(failed).toThrow(expect.not.objectContaining({ message: expect.stringContaining('maija') as unknown }));
  });

  it('means a value of many, whatever its case', () => {
    const work = readFilter('type eq "work"');
    expect([{ type: 'Work' }, { Type: 'work' }, { type: 'home' }, {}].map(item => isMeant(work, item))).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
