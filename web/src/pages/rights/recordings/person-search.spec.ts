import { describe, expect, it } from '@jest/globals';
import { badDays, criteriaOf, isSearchable, NO_CRITERIA, searchOf, withCode } from './person-search.js';

const REQUEST = {
  text: 'Kopio',
  person: { name: 'Matti Mallikas', phone: '+358401234567', personalIdentityCode: '240688U9367' },
};

describe('a search for the person of a case', () => {
  it('begins with what the request says', () => {
    expect(criteriaOf({ request: REQUEST, subjectStaffId: null })).toMatchObject({
      ...{ as: 'caller', name: 'Matti Mallikas', phone: '+358401234567', email: '', personalIdentityCode: '' },
    });
    expect(criteriaOf({ request: REQUEST, subjectStaffId: 'staff' })).toMatchObject({
      ...{ as: 'employee', agentStaffId: 'staff' },
    });
  });

  it('sends what was given, without spaces around it', () => {
    expect(searchOf({ ...NO_CRITERIA, phone: ' 040 123 ', from: '2026-11-01' })).toEqual({
      ...{ as: 'caller', phone: '040 123', from: '2026-11-01' },
    });
  });

  it('takes the code of the request along without showing it, unless another is typed', () => {
    expect(withCode(NO_CRITERIA, '240688U9367').personalIdentityCode).toBe('240688U9367');
    expect(withCode({ ...NO_CRITERIA, personalIdentityCode: '311299-998D' }, '240688U9367').personalIdentityCode).toBe(
      '311299-998D',
    );
    expect(withCode(NO_CRITERIA, undefined)).toEqual(NO_CRITERIA);
  });

  it('sends nothing personal of an employee', () => {
    expect(searchOf({ ...NO_CRITERIA, as: 'employee', name: 'Maija', agentStaffId: 'staff' })).toEqual({
      ...{ as: 'employee', agentStaffId: 'staff' },
    });
  });

  it('needs something to look for', () => {
    expect(isSearchable({ ...NO_CRITERIA, unit: 'Tuki' })).toBe(false);
    expect(isSearchable({ ...NO_CRITERIA, email: 'matti@example.fi' })).toBe(true);
    expect(isSearchable({ ...NO_CRITERIA, as: 'employee', name: 'Maija' })).toBe(false);
    expect(isSearchable({ ...NO_CRITERIA, as: 'employee', agentStaffId: 'staff' })).toBe(true);
  });

  it('has days that are days', () => {
    expect(badDays({ ...NO_CRITERIA, from: '1.1.', to: '2026-11-01' })).toEqual(['from']);
  });
});
