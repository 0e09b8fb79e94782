import { describe, expect, it } from '@jest/globals';
import { conditionOf, GROUPS_BY, USERS_BY } from './directory-query.js';
import { readFilter } from './value-filter.js';

const users = (text: string) => conditionOf(readFilter(text), USERS_BY);

describe('a filter as a condition', () => {
  it('compares without case, with the value beside the statement', () => {
    expect(users('userName eq "Maija.Malli"')).toEqual({ sql: '((lower(user_name) = ?))', values: ['maija.malli'] });
  });

  it('compares ids exactly', () => {
    expect(users('externalId eq "Ab"')).toEqual({ sql: '((external_id = ?))', values: ['Ab'] });
  });

  it('asks for the type and the value of the same address', () => {
    const { sql, values } = users('emails[type eq "work"].value eq "X@y"');
    expect(sql.match(/exists/g)).toHaveLength(1);
    expect(values).toEqual(['work', 'x@y']);
  });

  it('joins with and, and with or', () => {
    expect(users('active eq "True" and (id eq "a" or externalId eq "b")')).toEqual({
      sql: '((active = ? and staff_id::text = ?) or (active = ? and external_id = ?))',
      values: [true, 'a', true, 'b'],
    });
  });

  it('compares instants', () => {
    const at = '2026-11-24T07:00:00Z';
    expect(users(`meta.lastModified gt "${at}"`)).toEqual({ sql: '((last_modified_at > ?))', values: [new Date(at)] });
  });

  it('takes signs of patterns for what they are', () => {
    expect(users('displayName sw "100%_"').values).toEqual(['100\\%\\_%']);
  });

  it('asks for members of groups', () => {
    expect(conditionOf(readFilter('id eq "g" and members[value eq "u"]'), GROUPS_BY).values).toEqual(['g', 'u']);
  });

  it.each([
    'password eq "x"',
    'attributes eq "x"',
    'id gt "x"',
    'active gt true',
    'userName gt "x"',
    'userName eq 5',
    'meta.lastModified gt "yesterday"',
    'nickName pr',
  ])('is refused where it cannot be asked for: %s', text => {
    expect(() => users(text)).toThrow(expect.objectContaining({ code: 'scim-invalid-filter' }));
  });
});
