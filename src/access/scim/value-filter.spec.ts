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
      'emails[type eq "work"] and emails eq "x"',
      [
        [
          { path: 'emails.type', operator: 'eq', value: 'work' },
          { path: 'emails', operator: 'eq', value: 'x' },
        ],
      ],
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
    ['eq "5"', '5'],
    ['eq 5', 5],
    ['eq null', null],
    ['EQ TRUE', true],
    ['ne False', false],
    ['eq "True"', 'True'],
    ['eq "a eq True"', 'a eq True'],
    ['pr', undefined],
  ])('is read with its value as what it is: %s', (comparison, value) => {
    const operator = comparison.slice(0, 2).toLowerCase();
    expect(readFilter(`active ${comparison}`)).toEqual([[{ path: 'active', operator, value }]]);
    const meant = { path: 'emails.primary', operator, value };
    expect(readFilter(`emails[primary ${comparison}]`)).toEqual([[meant]]);
    expect(readFilter(`(emails.primary ${comparison})`)).toEqual([[meant]]);
    expect(readFilter(`emails.primary ${comparison} and id pr`)).toEqual([[meant, { path: 'id', operator: 'pr' }]]);
  });

  it.each([
    ['a \\"b\\" c', 'a "b" c'],
    ['a\\\\b', 'a\\b'],
    ['\\u00e4iti', 'äiti'],
    ['a]b', 'a]b'],
    ['#1', '#1'],
    ['and or not', 'and or not'],
    ['x eq True y', 'x eq True y'],
    ['and '.repeat(20), 'and '.repeat(20)],
  ])('is read with its strings as JSON has them: "%s"', (written, value) => {
    expect(readFilter(`title eq "${written}"`)).toEqual([[{ path: 'title', operator: 'eq', value }]]);
    expect(readFilter(`emails[type eq "work" and value eq "${written}"]`)).toEqual([
      [
        { path: 'emails.type', operator: 'eq', value: 'work' },
        { path: 'emails.value', operator: 'eq', value },
      ],
    ]);
  });

  it('is read with several comparisons of one attribute', () => {
    expect(readFilter('title sw "a" and title ew "b"')).toEqual([
      [
        { path: 'title', operator: 'sw', value: 'a' },
        { path: 'title', operator: 'ew', value: 'b' },
      ],
    ]);
  });

  it('is read with the URN of a schema in any case', () => {
    expect(readFilter('URN:ietf:params:scim:schemas:core:2.0:User:userName eq "x"')).toEqual([
      [{ path: 'username', operator: 'eq', value: 'x' }],
    ]);
  });

  it('may be 512 signs long, and no longer', () => {
    const ofLength = (length: number) => `title eq "${'x'.repeat(length - 11)}"`;
    expect(readFilter(ofLength(512))).toHaveLength(1);
    expect(() => readFilter(ofLength(513))).toThrow(expect.objectContaining({ code: 'scim-invalid-filter' }));
  });

  it('may join nine comparisons, and no more', () => {
    const ofMany = (many: number) => Array(many).fill('id pr').join(' OR ');
    expect(readFilter(ofMany(9))).toHaveLength(9);
    expect(() => readFilter(ofMany(10))).toThrow(expect.objectContaining({ code: 'scim-invalid-filter' }));
  });

  it.each([
    ...['', ' ', 'foo', 'foo bar', 'foo eq bar', 'eq "x"', '"x" eq foo', 'userName eq', 'userName eq "a" "b"'],
    ...['not (emails[type eq "a"])', 'not (emails[type eq "a"]) and id pr', 'emails eq "a" and emails[type eq "b"]'],
    ...[
      'manager pr and manager.value eq "a"',
      'not (active eq true)',
      'NOT active eq true',
      'active eq true and not (id pr)',
      'emails[not (type pr)]',
    ],
    ...[
      'userName eq "a" and',
      'userName eq "a" OR  ',
      'userName pr not',
      'emails[type eq "a" and]',
      '(userName eq "a"',
    ],
    ...[
      'emails[type eq "a"',
      'emails[]',
      '[]',
      '()',
      'a'.repeat(600),
      'id pr pr',
      'id pr "x"',
      'id eq #0 or id eq "x"',
    ],
    ...['title eq "a\\x"', 'title eq "a\nb"', 'title eq "a""b"', 'title eq 1x', 'title eq 0x0 or title eq "x"'],
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

  it.each([
    ['type pr', { type: 'work' }, true],
    ['type pr', { type: '' }, true],
    ['type pr', { type: null }, false],
    ['type pr', {}, false],
    ['primary eq true', { primary: true }, true],
    ['primary eq "True"', { primary: true }, true],
    ['primary eq true', { primary: 'True' }, true],
    ['primary eq true', { primary: false }, false],
    ['primary eq true', {}, false],
    ['type eq null', {}, true],
    ['type eq null', { type: null }, true],
    ['type eq null', { type: 'null' }, false],
    ['type eq "null"', { type: null }, false],
    ['type eq "undefined"', {}, false],
    ['type eq "[object Object]"', { type: {} }, false],
    ['type eq "work" and value pr', { type: 'work' }, false],
    ['type eq "work" and value pr', { type: 'work', value: 'x' }, true],
    ['type eq "work" or value pr', { value: 'x' }, true],
    ['type eq "work" or value pr', { type: 'home' }, false],
  ])('says by %s of %j: %j', (text, item, meant) => {
    expect(isMeant(readFilter(text), item)).toBe(meant);
  });

  it('means nothing by what is not offered of many values', () => {
    for (const operator of ['ne', 'co', 'sw', 'gt'])
      expect(() => isMeant(readFilter(`type ${operator} "work"`), { type: 'home' })).toThrow(
        expect.objectContaining({ code: 'scim-invalid-filter' }),
      );
  });
});
