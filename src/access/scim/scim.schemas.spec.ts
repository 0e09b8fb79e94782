import { describe, expect, it } from '@jest/globals';
import { NOBODY } from '../../kernel/ids.js';
import { scimBody, scimId, scimName, scimQuery, scimSelection } from './scim.schemas.js';

describe('what a list is asked by', () => {
  it('is everything from the first on, a hundred at a time, where nothing is said', () => {
    expect(scimQuery.parse({})).toEqual({ startIndex: 1, count: 100 });
  });

  it.each([
    ['startIndex', '0', 1],
    ['startIndex', '-5', 1],
    ['startIndex', '11', 11],
    ['startIndex', '1000001', 1_000_000],
    ['count', '-1', 0],
    ['count', '0', 0],
    ['count', '200', 200],
    ['count', '201', 200],
  ])(
    'takes what is too little or too much for the least or the most (RFC 7644 §3.4.2.4): %s=%s',
    (name, said, taken) => {
      expect(scimQuery.parse({ [name]: said })).toMatchObject({ [name]: taken });
    },
  );

  it.each([{ count: 'ten' }, { startIndex: '1.5' }, { filter: 'x'.repeat(4_097) }, { filter: ['a', 'b'] }])(
    'is refused as %j',
    query => {
      expect(scimQuery.safeParse(query).success).toBe(false);
    },
  );

  it('is passed over where it is not offered, such as sorting', () => {
    expect(scimQuery.parse({ sortBy: 'userName', filter: 'x'.repeat(4_096) })).not.toHaveProperty('sortBy');
  });

  it.each(['attributes', 'excludedAttributes'])('names %s of one resource, too', name => {
    expect(scimSelection.parse({ [name]: 'x'.repeat(4_096), filter: 'x' })).toEqual({ [name]: 'x'.repeat(4_096) });
    expect(scimSelection.safeParse({ [name]: 'x'.repeat(4_097) }).success).toBe(false);
  });
});

describe('the id of a resource', () => {
  it('is one that the client has from here, in any case', () => {
    const id = '00000000-0000-7000-8000-00000000000a';
    expect([scimId.parse(id), scimId.parse(id.toUpperCase())]).toEqual([id, id]);
  });

  it('is of nobody where it is any other text, and refused where it is too long', () => {
    expect([scimId.parse('maija'), scimId.parse('')]).toEqual([NOBODY, NOBODY]);
    expect(scimId.safeParse('x'.repeat(513)).success).toBe(false);
    expect(scimName.safeParse('x'.repeat(513)).success).toBe(false);
  });
});

describe('a message', () => {
  it('is a set of attributes', () => {
    expect(scimBody.parse({ userName: 'maija', more: [1] })).toEqual({ userName: 'maija', more: [1] });
    for (const body of [[], 'userName', null]) expect(scimBody.safeParse(body).success).toBe(false);
  });
});
