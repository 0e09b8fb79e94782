import { subject } from '@casl/ability';
import { describe, expect, it } from '@jest/globals';
import type { GrantFacts } from './policy-facts.js';
import { ROLES } from './roles.js';
import { as, grant } from './testing/person.js';

const can = (grants: readonly GrantFacts[]) => as('agent', { grants });
const figures = (queue: string, unit: string) => subject('ServiceLevelStudy', { queue, unit });

describe('the rules of studies of service levels', () => {
  it('let team leads study, and the data protection officer see what they do', () => {
    const studying = ROLES.filter(role => can([grant(role)]).can('read', figures('user-support', 'Ward systems')));
    expect(studying).toEqual(['team-lead', 'data-protection-officer']);
  });

  it('keep to the queues and the units of the grant', () => {
    const [byQueue, byUnit] = [grant('team-lead', { queues: ['on-call'] }), grant('team-lead', { units: ['Imaging'] })];
    const seen = (one: GrantFacts) =>
      [
        ['on-call', 'Imaging'],
        ['on-call', 'Ward systems'],
        ['billing', 'Imaging'],
      ].map(([queue = '', unit = '']) => can([one]).can('read', figures(queue, unit)));
    expect(seen(byQueue)).toEqual([true, true, false]);
    expect(seen(byUnit)).toEqual([true, false, true]);
  });

  it('show what is told by neither queue nor unit only to whoever sees all of them', () => {
    const merged = figures('', '');
    expect(can([grant('team-lead')]).can('read', merged)).toBe(true);
    expect(can([grant('data-protection-officer')]).can('read', merged)).toBe(true);
    expect(can([grant('team-lead', { queues: ['on-call'] })]).can('read', merged)).toBe(false);
    expect(can([grant('team-lead', { units: ['Imaging'] })]).can('read', merged)).toBe(false);
  });

  it('give nothing by a grant for own calls, or without the purpose of studies', () => {
    for (const over of [{ ownCallsOnly: true }, { purposes: ['service-development' as const] }])
      expect(can([grant('team-lead', over)]).can('read', figures('user-support', ''))).toBe(false);
  });
});
