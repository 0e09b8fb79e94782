import { AbilityBuilder, createMongoAbility } from '@casl/ability';
import type { Day } from '../kernel/calendar.js';
import type { Purpose } from './purposes.js';
import { NEVER_HEARS, type Role } from './roles.js';
import { REVEALABLE_FIELDS, type AppAbility, type RevealableField } from './subjects.js';

/** A grant as the rules see it: person, role, scope, purposes and days (design §5). */
export interface GrantFacts {
  readonly id: string;
  readonly role: Role;
  /** null: every queue. */
  readonly queues: readonly string[] | null;
  /** null: every unit. */
  readonly units: readonly string[] | null;
  /** Narrows the scope to calls that the person took. */
  readonly ownCallsOnly: boolean;
  readonly purposes: readonly Purpose[];
  readonly fromOn: Day;
  readonly untilOn: Day;
  readonly suspended: boolean;
}

/** What is known of a person at the moment of asking. */
export interface PersonFacts {
  readonly id: string;
  readonly active: boolean;
  /** Has acknowledged the confidentiality undertaking that is in force (privacy notice §14). */
  readonly boundToConfidentiality: boolean;
  /** Grants that nobody has revoked. */
  readonly grants: readonly GrantFacts[];
}

const FIELDS_WITHOUT_CODE = REVEALABLE_FIELDS.filter(field => field !== 'personalIdentityCode');

/**
 * The access policy: everything that a named person may do on `today`, from their grants alone.
 * What is not said here is refused.
 */
export function rulesFor(person: PersonFacts, today: Day): AppAbility {
  const policy = new AbilityBuilder<AppAbility>(createMongoAbility);
  const working = person.grants.filter(grant => works(grant, today));

  if (person.active && person.boundToConfidentiality) {
    for (const grant of working) ROLE_RULES[grant.role](policy, grant, person, today);
    if (working.some(grant => NEVER_HEARS.has(grant.role))) {
      policy.cannot(['list', 'read', 'play', 'reveal', 'set-ticket', 'search-by-code'], 'Recording');
    }
  }
  return policy.build();
}

/** A service account that delivers recordings does that and nothing else. */
export function rulesForIngest(): AppAbility {
  const policy = new AbilityBuilder<AppAbility>(createMongoAbility);
  policy.can('ingest', 'Recording');
  return policy.build();
}

type Rule = (policy: AbilityBuilder<AppAbility>, grant: GrantFacts, person: PersonFacts, today: Day) => void;

const ROLE_RULES: Readonly<Record<Role, Rule>> = {
  agent: (policy, grant, person, today) => {
    hears(policy, grant, person, today, FIELDS_WITHOUT_CODE);
  },

  'team-lead': (policy, grant, person, today) => {
    hears(policy, grant, person, today, FIELDS_WITHOUT_CODE);
    policy.can('read', 'Retention');
  },

  trainer: (policy, grant, person, today) => {
    hears(policy, grant, person, today, []);
  },

  'complaint-handler': (policy, grant, person, today) => {
    hears(policy, grant, person, today, REVEALABLE_FIELDS);
    policy.can('search-by-code', 'Recording');
    policy.can(['list', 'close', 'reopen'], 'ComplaintCase');
  },

  'rights-officer': (policy, grant, person, today) => {
    hears(policy, grant, person, today, REVEALABLE_FIELDS);
    // Restriction means storage only; the officer who answers the request is the exception (domain.md §3, art. 18).
    plays(policy, grant, person, today, { restricted: true });
    policy.can('search-by-code', 'Recording');
    policy.can('read', 'Retention');
  },

  'data-protection-officer': policy => {
    policy.can(['list', 'read', 'export'], 'AuditEvent');
    policy.can('follow', 'AuditLog');
    policy.can('list', 'AuditAlarm');
    policy.can(['list', 'read'], 'ReviewRound');
    policy.can('list', 'Finding');
    policy.can(['list', 'read'], 'Staff');
    policy.can('list', 'Grant');
    policy.can('read', 'Retention');
  },

  auditor: (policy, _grant, person) => {
    policy.can(['list', 'read', 'export'], 'AuditEvent');
    policy.can('follow', 'AuditLog');
    policy.can(['list', 'clear'], 'AuditAlarm');
    policy.can(['list', 'read', 'open', 'close'], 'ReviewRound');
    policy.can('list', 'Finding');
    // Nobody reviews what they did, what was done for them, or a finding that they answer for (design §5).
    policy.can('review', 'AuditEvent', { actorId: { $ne: person.id }, concernsStaffId: { $ne: person.id } });
    policy.can('settle', 'Finding', { actorId: { $ne: person.id }, ownerId: { $ne: person.id } });
    policy.can(['list', 'read'], 'Staff');
    policy.can('list', 'Grant');
    policy.can('read', 'Retention');
  },

  administrator: (policy, _grant, person) => {
    policy.can(['list', 'read', 'create', 'enrol', 'deactivate'], 'Staff');
    policy.can(['list', 'revoke'], 'Grant');
    policy.can('create', 'Grant', { staffId: { $ne: person.id } });
    policy.can(['list', 'create', 'revoke'], 'ServiceAccount');
    policy.can(['list', 'change'], 'Source');
    policy.can('list', 'AuditAlarm');
    policy.can('read', 'Retention');
  },
};

/** Finds, opens and plays recordings in the grant's scope, and reveals `fields`; never what is restricted. */
function hears(
  policy: AbilityBuilder<AppAbility>,
  grant: GrantFacts,
  person: PersonFacts,
  today: Day,
  fields: readonly RevealableField[],
): void {
  for (const within of [ordinarily(grant, person, today), heldFor(grant.purposes, grant, person, today)]) {
    policy.can(['list', 'read', 'set-ticket'], 'Recording', within);
    if (fields.length > 0) policy.can('reveal', 'Recording', [...fields], { ...within, restricted: false });
  }
  plays(policy, grant, person, today, { restricted: false });
}

/** `play` is asked per purpose (the rule's field): any of the grant's ordinarily, the hold's own after the ordinary day. */
function plays(
  policy: AbilityBuilder<AppAbility>,
  grant: GrantFacts,
  person: PersonFacts,
  today: Day,
  restriction: { readonly restricted: boolean },
): void {
  if (grant.purposes.length === 0) return;
  policy.can('play', 'Recording', [...grant.purposes], { ...ordinarily(grant, person, today), ...restriction });
  for (const purpose of grant.purposes) {
    policy.can('play', 'Recording', [purpose], { ...heldFor([purpose], grant, person, today), ...restriction });
  }
}

/** Until the ordinary last day has ended (design §1 rule 2). */
function ordinarily(grant: GrantFacts, person: PersonFacts, today: Day) {
  return { ...scopeOf(grant, person), ordinaryDueOn: { $gte: today }, dueOn: { $gte: today } };
}

/** While it is held for one of `purposes` (design §5: after the ordinary day only for the hold's purpose). */
function heldFor(purposes: readonly Purpose[], grant: GrantFacts, person: PersonFacts, today: Day) {
  return { ...scopeOf(grant, person), dueOn: { $gte: today }, holdPurposes: { $in: [...purposes] } };
}

function scopeOf(grant: GrantFacts, person: PersonFacts) {
  return {
    ...(grant.queues ? { queue: { $in: [...grant.queues] } } : {}),
    ...(grant.units ? { unit: { $in: [...grant.units] } } : {}),
    ...(grant.ownCallsOnly ? { agentId: person.id } : {}),
  };
}

/** Whether a grant that nobody has revoked works on `today`. */
export function works(grant: Pick<GrantFacts, 'suspended' | 'fromOn' | 'untilOn'>, today: Day): boolean {
  return !grant.suspended && grant.fromOn <= today && today <= grant.untilOn;
}
