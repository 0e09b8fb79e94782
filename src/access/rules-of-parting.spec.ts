import { describe, expect, it } from '@jest/globals';
import { as, grant } from './testing/person.js';

describe('the roles that oversee and the one that administers', () => {
  it('keeps administrators away from the log, and auditors and the data protection officer from changing anything', () => {
    expect(as('administrator').can('list', 'AuditEvent')).toBe(false);
    for (const role of ['auditor', 'data-protection-officer'] as const) {
      const ability = as(role);
      expect(ability.can('list', 'AuditEvent')).toBe(true);
      for (const verb of ['create', 'enrol', 'deactivate'] as const) expect(ability.can(verb, 'Staff')).toBe(false);
      for (const verb of ['create', 'revoke'] as const) expect(ability.can(verb, 'Grant')).toBe(false);
    }
  });
});

describe('an administrator who is granted to oversee as well', () => {
  const both = (['auditor', 'data-protection-officer'] as const).flatMap(role => [
    [role, as('administrator', { grants: [grant('administrator'), grant(role)] })] as const,
    [role, as('administrator', { grants: [grant(role), grant('administrator')] })] as const,
  ]);

  it.each(both)('neither sees nor reviews the log as %s', (_, ability) => {
    for (const verb of ['list', 'read', 'export', 'review'] as const)
      expect(ability.can(verb, 'AuditEvent')).toBe(false);
    for (const verb of ['list', 'read', 'open', 'close'] as const) expect(ability.can(verb, 'ReviewRound')).toBe(false);
    for (const verb of ['list', 'settle'] as const) expect(ability.can(verb, 'Finding')).toBe(false);
    expect(ability.can('follow', 'AuditLog')).toBe(false);
  });

  it.each(both)('clears no alarm as %s, and sees that there is one', (_, ability) => {
    expect(ability.can('clear', 'AuditAlarm')).toBe(false);
    expect(ability.can('list', 'AuditAlarm')).toBe(true);
  });

  it.each(both)('administers as before beside being %s', (_, ability) => {
    expect(ability.can('create', 'Staff')).toBe(true);
    expect(ability.can('revoke', 'Grant')).toBe(true);
  });

  it('oversees as before once the grant to administer is over', () => {
    const over = grant('administrator', { suspended: true });
    expect(as('auditor', { grants: [over, grant('auditor')] }).can('list', 'AuditEvent')).toBe(true);
  });
});
