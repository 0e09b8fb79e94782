import { describe, expect, it } from '@jest/globals';
import type { Config } from '../../platform/config/index.js';
import { ROLES } from '../roles.js';
import { rolesByTwo, SecondPersonRoles } from './second-person-roles.js';

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

  it('say which roles there are, where one of them is none', () => {
    expect(() => rolesByTwo(['trainer', 'team-leads'])).toThrow(
      'TALLENNE_SECOND_PERSON_ROLES: knows the roles agent, team-lead, complaint-handler, trainer, rights-officer, data-protection-officer, auditor, administrator',
    );
  });

  it('are asked for by each', () => {
    const byTwo = new SecondPersonRoles({ secondPersonRoles: ['trainer'] } as unknown as Config); // of its one setting
    expect(ROLES.filter(role => byTwo.need(role))).toEqual(['trainer', 'rights-officer', 'auditor', 'administrator']);
  });
});
