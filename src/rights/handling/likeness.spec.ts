import { describe, expect, it } from '@jest/globals';
import { likenessOf } from './likeness.js';

describe('two people who ask', () => {
  it('are alike by code, telephone or e-mail, however these are written', () => {
    const one = { personalIdentityCode: '240688u9367', phone: '040 123 4567', email: 'T@Example.org' };
    const other = { personalIdentityCode: ' 240688U9367', phone: '+358401234567', email: 't@example.org' };
    expect(likenessOf(one, other)).toEqual(['personalIdentityCode', 'phone', 'email']);
    expect(likenessOf({ phone: '0401234567' }, other)).toEqual(['phone']);
  });

  it('are not alike by the century of birth left out of account', () => {
    expect(likenessOf({ personalIdentityCode: '240688U9367' }, { personalIdentityCode: '240688-9367' })).toEqual([]);
  });

  it('are not alike by name, address or unit, nor by what both leave out', () => {
    const person = { name: 'Testi Soittaja', address: 'Testitie 1', unit: 'Osasto' };
    expect(likenessOf(person, person)).toEqual([]);
    expect(likenessOf({}, { phone: '0401234567' })).toEqual([]);
  });

  it('are compared as they wrote it where a number is none by the tables', () => {
    expect(likenessOf({ phone: '41 05' }, { phone: '4105' })).toEqual(['phone']);
    expect(likenessOf({ email: 'no address' }, { email: 'another' })).toEqual([]);
  });
});
