import { describe, expect, it } from '@jest/globals';
import { conditionOf, GROUPS_BY, USERS_BY } from './directory-query.js';
import { ENTERPRISE } from './said-of-user.js';
import { readFilter } from './value-filter.js';

const users = (text: string) => conditionOf(readFilter(text), USERS_BY);
const groups = (text: string) => conditionOf(readFilter(text), GROUPS_BY);
const refused = expect.objectContaining({ code: 'scim-invalid-filter' });

const OF_EMAILS = `jsonb_array_elements(coalesce(attributes -> 'emails', '[]'::jsonb)) as email`;
const anyEmail = (sql: string) => `((exists (select 1 from ${OF_EMAILS} where (${sql}))))`;
const anyMember = (sql: string) =>
  `((exists (select 1 from directory_group_member where group_id = directory_group.id and ${sql})))`;

describe('a filter as a condition', () => {
  it.each([
    ['userName', 'user_name'],
    ['displayName', `attributes ->> 'displayName'`],
    ['title', `attributes ->> 'title'`],
    ['name.familyName', `attributes #>> '{name,familyName}'`],
    ['name.givenName', `attributes #>> '{name,givenName}'`],
    [`${ENTERPRISE}:department`, `attributes #>> '{${ENTERPRISE},department}'`],
    [`${ENTERPRISE}:division`, `attributes #>> '{${ENTERPRISE},division}'`],
  ])('compares the %s of a user without case, with the value beside the statement', (path, column) => {
    expect(users(`${path} eq "Maija.Malli"`)).toEqual({ sql: `((lower(${column}) = ?))`, values: ['maija.malli'] });
    expect(users(`${path} sw "Maija"`)).toEqual({ sql: `((lower(${column}) like ?))`, values: ['maija%'] });
    expect(users(`${path} pr`)).toEqual({ sql: `((${column} is not null))`, values: [] });
  });

  it.each([
    ['id', 'staff_id::text'],
    ['externalId', 'external_id'],
    [`${ENTERPRISE}:manager`, `attributes #>> '{${ENTERPRISE},manager,value}'`],
    [`${ENTERPRISE}:manager.value`, `attributes #>> '{${ENTERPRISE},manager,value}'`],
  ])('compares the %s of a user exactly', (path, column) => {
    expect(users(`${path} eq "Ab"`)).toEqual({ sql: `((${column} = ?))`, values: ['Ab'] });
    expect(users(`${path} pr`)).toEqual({ sql: `((${column} is not null))`, values: [] });
    for (const operator of ['co', 'sw', 'ew', 'gt', 'ne'])
      expect(() => users(`${path} ${operator} "Ab"`)).toThrow(refused);
  });

  it.each([
    ['displayName', '((lower(display_name) = ?))', 'tuki'],
    ['id', '((id::text = ?))', 'Tuki'],
    ['externalId', '((external_id = ?))', 'Tuki'],
    ['members', anyMember('staff_id::text = ?'), 'Tuki'],
    ['members.value', anyMember('staff_id::text = ?'), 'Tuki'],
  ])('compares the %s of a group', (path, sql, value) => {
    expect(groups(`${path} eq "Tuki"`)).toEqual({ sql, values: [value] });
  });

  it('asks for groups that have any member', () => {
    expect(groups('members pr')).toEqual({ sql: anyMember('true'), values: [] });
  });

  it('asks for members of groups', () => {
    expect(groups('id eq "g" and members[value eq "u"]').values).toEqual(['g', 'u']);
  });

  it.each([
    ['eq "100%_\\\\"', '= ?', '100%_\\'],
    ['sw "100%_\\\\"', 'like ?', '100\\%\\_\\\\%'],
    ['ew "100%_\\\\"', 'like ?', '%100\\%\\_\\\\'],
    ['co "100%_\\\\"', 'like ?', '%100\\%\\_\\\\%'],
  ])('takes signs of patterns for what they are: %s', (comparison, sql, value) => {
    expect(users(`title ${comparison}`)).toEqual({ sql: `((lower(attributes ->> 'title') ${sql}))`, values: [value] });
  });

  it.each(['true', 'True', '"true"', '"TRUE"', 'false', '"False"'])(
    'takes %s for a boolean, as clients write it',
    said => {
      expect(users(`active eq ${said}`)).toEqual({ sql: '((active = ?))', values: [/true/i.test(said)] });
    },
  );

  it('asks whether it is said that somebody is active', () => {
    expect(users('active pr')).toEqual({ sql: '((active is not null))', values: [] });
  });

  it.each([
    ['eq', '='],
    ['gt', '>'],
    ['ge', '>='],
    ['lt', '<'],
    ['le', '<='],
  ])('compares instants by %s', (operator, sign) => {
    const text = `${operator} "2026-11-24T09:00:00+02:00"`;
    const values = [new Date('2026-11-24T07:00:00Z')];
    for (const asked of [users, groups]) {
      expect(asked(`meta.created ${text}`)).toEqual({ sql: `((created_at ${sign} ?))`, values });
      expect(asked(`meta.lastModified ${text}`)).toEqual({ sql: `((last_modified_at ${sign} ?))`, values });
    }
  });

  it.each([
    ['emails eq "X@y"', `lower(email ->> 'value') = ?`, ['x@y']],
    ['emails.value ew "@Y"', `lower(email ->> 'value') like ?`, ['%@y']],
    ['emails.type eq "Work"', `lower(email ->> 'type') = ?`, ['work']],
    ['emails pr', `email ->> 'value' is not null`, []],
    ['emails[type pr]', `email ->> 'type' is not null`, []],
  ])('asks for any address that fits: %s', (text, sql, values) => {
    expect(users(text)).toEqual({ sql: anyEmail(sql), values });
  });

  it('asks for the type and the value of the same address', () => {
    expect(users('emails[type eq "work"].value eq "X@y"')).toEqual({
      sql: anyEmail(`lower(email ->> 'type') = ? and lower(email ->> 'value') = ?`),
      values: ['work', 'x@y'],
    });
  });

  it('puts the values in the order of their question marks, those of addresses last', () => {
    const { sql, values } = users('emails[type eq "work"] and userName eq "m" and emails.value eq "x@y"');
    expect(sql).toMatch(/^\(\(lower\(user_name\) = \? and exists \(.*type.*value.*\)\)\)$/);
    expect(values).toEqual(['m', 'work', 'x@y']);
  });

  it('joins with and, and with or', () => {
    expect(users('active eq "True" and (id eq "a" or externalId eq "b")')).toEqual({
      sql: '((active = ? and staff_id::text = ?) or (active = ? and external_id = ?))',
      values: [true, 'a', true, 'b'],
    });
  });

  it.each([
    'password eq "x"',
    'attributes eq "x"',
    'active gt true',
    'active eq "perhaps"',
    'active eq "untrue"',
    'userName gt "x"',
    'userName ne "x"',
    'userName eq 5',
    'id eq 5',
    'meta.lastModified gt "yesterday"',
    'meta.lastModified sw "2026"',
    'meta.lastModified gt 2026',
    'emails.value gt "x"',
    'emails.value eq 5',
    'emails.primary eq true',
    'nickName pr',
  ])('is refused where it cannot be asked for: %s', text => {
    expect(() => users(text)).toThrow(refused);
  });

  it.each(['userName eq "x"', 'members co "x"', 'members.display eq "x"'])('is refused of groups: %s', text => {
    expect(() => groups(text)).toThrow(refused);
  });

  it('is refused where it asks for nothing', () => {
    expect(() => conditionOf([], USERS_BY)).toThrow(refused);
    expect(() => conditionOf([[]], USERS_BY)).toThrow(refused);
  });
});
