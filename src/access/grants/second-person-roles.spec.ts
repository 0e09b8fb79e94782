import { describe, expect, it } from '@jest/globals';
import { ROLES } from '../roles.js';
import { rolesByTwo } from './second-person-roles.js';

describe('the roles that two administrators give', () => {
  it('are all but the agent where nothing is set', () => {
    expect([...rolesByTwo(null)]).toEqual(ROLES.filter(role => role !== 'agent'));
  });

  it('always have administrators, auditors and rights officers among them', () => {
    expect([...rolesByTwo([])].sort()).toEqual(['administrator', 'auditor', 'rights-officer']);
    expect([...rolesByTwo(['trainer'])].sort()).toEqual(['administrator', 'auditor', 'rights-officer', 'trainer']);
  });

  it('may have the agent among them', () => {
    expect(rolesByTwo(['agent']).has('agent')).toBe(true);
  });

  it('stop the start where one of them is none', () => {
    expect(() => rolesByTwo(['team-leads'])).toThrow('TALLENNE_SECOND_PERSON_ROLES');
  });
});
