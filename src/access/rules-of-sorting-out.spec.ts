import { subject } from '@casl/ability';
import { describe, expect, it } from '@jest/globals';
import { NEVER_HEARS, ROLES, type Role } from './roles.js';
import type { GrantFacts } from './policy-facts.js';
import type { QuarantinedFacts } from './subjects.js';
import { as, grant } from './testing/person.js';

const VERBS = ['list', 'read', 'sort-out'] as const;

const can = (grants: readonly GrantFacts[]) => as('agent', { grants });

/** The verbs that grants give on an item of these facts. */
function verbsOn(grants: readonly GrantFacts[], over: Partial<QuarantinedFacts> = {}): string[] {
  const facts = subject('QuarantinedItem', { queue: 'user-support', unit: 'Ward systems', ...over });
  return VERBS.filter(verb => can(grants).can(verb, facts));
}

describe('the rules of sorting out', () => {
  it.each(ROLES.filter(role => role !== 'team-lead'))('give a %s nothing that waits', role => {
    expect(verbsOn([grant(role)])).toEqual([]);
  });

  it('let a team lead see, open and sort out what waits', () => {
    expect(verbsOn([grant('team-lead')])).toEqual([...VERBS]);
  });

  it('keep to the queues and the units of the grant', () => {
    const queues = [grant('team-lead', { queues: ['on-call'] })];
    expect(verbsOn(queues)).toEqual([]);
    expect(verbsOn(queues, { queue: 'on-call' })).toEqual([...VERBS]);
    const units = [grant('team-lead', { units: ['Laboratory'] })];
    expect(verbsOn(units)).toEqual([]);
    expect(verbsOn(units, { unit: 'Laboratory' })).toEqual([...VERBS]);
    const both = [grant('team-lead', { queues: ['on-call'], units: ['Laboratory'] })];
    expect(verbsOn(both, { queue: 'on-call' })).toEqual([]);
    expect(verbsOn(both, { queue: 'on-call', unit: 'Laboratory' })).toEqual([...VERBS]);
  });

  it('show what names no queue to nobody but who has all of them', () => {
    const nowhere = { queue: '', unit: '' };
    expect(verbsOn([grant('team-lead')], nowhere)).toEqual([...VERBS]);
    expect(verbsOn([grant('team-lead', { queues: ['on-call'] })], nowhere)).toEqual([]);
    expect(verbsOn([grant('team-lead', { units: ['Laboratory'] })], nowhere)).toEqual([]);
  });

  it('give nothing to a grant for own calls: nobody knows yet whose call it is', () => {
    expect(verbsOn([grant('team-lead', { ownCallsOnly: true })])).toEqual([]);
  });

  it.each([...NEVER_HEARS] as Role[])('take it from a team lead who is an %s as well', role => {
    expect(verbsOn([grant('team-lead'), grant(role)])).toEqual([]);
    expect(verbsOn([grant(role), grant('team-lead')])).toEqual([]);
  });

  it.each([
    ['team-lead', true, true],
    ['administrator', true, true],
    ['data-protection-officer', true, false],
    ['auditor', true, false],
    ['agent', false, false],
  ] as const)('let a %s read (%s) and explain (%s) whether everything has come', (role, read, explain) => {
    const ability = can([grant(role)]);
    expect([ability.can('read', 'Completeness'), ability.can('explain', 'Completeness')]).toEqual([read, explain]);
  });

  it('let a team lead with own calls alone read and explain that as well', () => {
    expect(can([grant('team-lead', { ownCallsOnly: true })]).can('explain', 'Completeness')).toBe(true);
  });
});
