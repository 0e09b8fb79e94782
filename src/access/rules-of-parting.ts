import type { AbilityBuilder } from '@casl/ability';
import type { AppAbility } from './subjects.js';

/** Who administers or audits hears nothing, whatever else they are granted (design §5). */
export function hearsNothing(policy: AbilityBuilder<AppAbility>): void {
  policy.cannot(['list', 'read', 'play', 'reveal', 'set-ticket', 'search-by-code'], 'Recording');
  policy.cannot(['hold', 'copy-for-training', 'erase', 'sample', 'note'], 'Recording');
  policy.cannot('read', 'WeeklySample');
  policy.cannot(['list', 'read'], 'CallNote');
  policy.cannot(['list', 'read', 'sort-out'], 'QuarantinedItem');
  policy.cannot(['list', 'read', 'handle', 'confirm', 'export'], 'RightsCase');
  policy.cannot('reveal', 'Incident');
}

/** Who administers does not look after what they do themselves, whatever else they are granted (design §5); that there is an alarm they see. */
export function overseesNothing(policy: AbilityBuilder<AppAbility>): void {
  policy.cannot(['list', 'read', 'export', 'review'], 'AuditEvent');
  policy.cannot('follow', 'AuditLog');
  policy.cannot('clear', 'AuditAlarm');
  policy.cannot(['list', 'read', 'open', 'close'], 'ReviewRound');
  policy.cannot(['list', 'settle'], 'Finding');
}
