import { describe, expect, it } from '@jest/globals';
import { NEVER_HEARS, OVERSEES, PURPOSES_OF_ROLE, ROLES } from './roles.js';

describe('the roles of design §5', () => {
  it('may be granted the purposes of their work, and no others', () => {
    expect(ROLES.map(role => [role, PURPOSES_OF_ROLE[role]])).toEqual([
      ['agent', ['service-development']],
      ['team-lead', ['service-development', 'internal-training', 'service-level-study']],
      ['complaint-handler', ['complaint']],
      ['trainer', ['internal-training']],
      ['rights-officer', ['rights-request']],
      ['data-protection-officer', []],
      ['auditor', []],
      ['administrator', []],
    ]);
  });

  it('have two that never hear, which no purpose is for', () => {
    expect([...NEVER_HEARS].sort()).toEqual(['administrator', 'auditor']);
    for (const role of NEVER_HEARS) expect(PURPOSES_OF_ROLE[role]).toEqual([]);
  });

  it('have two that look after what administrators do', () => {
    expect([...OVERSEES].sort()).toEqual(['auditor', 'data-protection-officer']);
  });
});
