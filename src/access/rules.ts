import { AbilityBuilder, createMongoAbility } from '@casl/ability';
import type { Day } from '../kernel/calendar.js';
import { isBound, works, type GrantFacts, type PersonFacts } from './policy-facts.js';
import type { Purpose } from './purposes.js';
import { NEVER_HEARS, type Role, type ServiceRole } from './roles.js';
import { hearsNothing, overseesNothing } from './rules-of-parting.js';
import { answersForPromises, handlesIncidents, publishesTheNotice, seesTheRecord } from './rules-of-register.js';
import { REVEALABLE_FIELDS, type AppAbility, type HoldKind, type RevealableField } from './subjects.js';

const FIELDS_WITHOUT_CODE = REVEALABLE_FIELDS.filter(field => field !== 'personalIdentityCode');

/**
 * The access policy: everything that a named person may do on `today`, from their grants alone.
 * What is not said here is refused.
 */
export function rulesFor(person: PersonFacts, today: Day): AppAbility {
  const policy = new AbilityBuilder<AppAbility>(createMongoAbility);
  const working = person.grants.filter(grant => works(grant, today));

  if (person.active && isBound(person, today)) {
    for (const grant of working) ROLE_RULES[grant.role](policy, grant, person, today);
    if (working.length > 0) {
      reviews(policy, person);
      // Requests reach the service desk first: anyone may say that one was received (domain.md §3).
      policy.can('register', 'RightsCase');
      // What the register promises is for everybody who works with it.
      policy.can('read', 'Notice');
    }
    if (working.some(grant => NEVER_HEARS.has(grant.role))) hearsNothing(policy);
    if (working.some(grant => grant.role === 'administrator')) overseesNothing(policy);
  }
  return policy.build();
}

/** A service account does the one thing that its role is for. */
export function rulesForService(role: ServiceRole): AppAbility {
  const policy = new AbilityBuilder<AppAbility>(createMongoAbility);
  SERVICE_RULES[role](policy);
  return policy.build();
}

const SERVICE_RULES: Readonly<Record<ServiceRole, (policy: AbilityBuilder<AppAbility>) => void>> = {
  ingest: policy => policy.can('ingest', 'Recording'),
  scim: policy => policy.can('provision', 'Directory'),
  metrics: policy => policy.can('read', 'Metrics'),
};

type Rule = (policy: AbilityBuilder<AppAbility>, grant: GrantFacts, person: PersonFacts, today: Day) => void;

const ROLE_RULES: Readonly<Record<Role, Rule>> = {
  agent: (policy, grant, person, today) => {
    hears(policy, grant, person, today, FIELDS_WITHOUT_CODE);
    asksForErasure(policy, grant, person, today);
    policy.can(['list', 'read'], 'CallNote', { agentId: person.id, ...notable(today) });
  },

  'team-lead': (policy, grant, person, today) => {
    hears(policy, grant, person, today, FIELDS_WITHOUT_CODE);
    policy.can('read', 'Retention');
    holds(policy, grant, person, today, ['complaint', 'training']);
    answersForKeeping(policy, grant, person);
    asksForErasure(policy, grant, person, today);
    sortsOut(policy, grant);
    samples(policy, grant, person, today);
    studies(policy, grant);
    policy.can(['list', 'read'], 'CallNote', { agentId: person.id, ...notable(today) });
  },

  trainer: (policy, grant, person, today) => {
    hears(policy, grant, person, today, []);
    holds(policy, grant, person, today, ['training']);
    for (const within of visibly(grant, person, today))
      policy.can('copy-for-training', 'Recording', { ...within, ...notBlocked('internal-training') });
    policy.can('list', 'TrainingCopy', scopeOf(grant, person));
  },

  'complaint-handler': (policy, grant, person, today) => {
    hears(policy, grant, person, today, REVEALABLE_FIELDS);
    policy.can('search-by-code', 'Recording');
    policy.can(['list', 'close', 'reopen'], 'ComplaintCase');
    holds(policy, grant, person, today, ['complaint']);
    asksForErasure(policy, grant, person, today);
  },

  'rights-officer': (policy, grant, person, today) => {
    hears(policy, grant, person, today, REVEALABLE_FIELDS);
    usesRestricted(policy, grant, person, today);
    policy.can('search-by-code', 'Recording');
    policy.can('read', 'Retention');
    holds(policy, grant, person, today, ['rights-request']);
    answersForKeeping(policy, grant, person);
    asksForErasure(policy, grant, person, today);
    policy.can('list', 'Departure');
    policy.can('decide', 'Departure', { proposedBy: { $ne: person.id } });
    publishesTheNotice(policy, person);
    seesTheRecord(policy);
    handlesIncidents(policy, person);
    answersForPromises(policy, person);
    policy.can('settle', 'PromiseIncident', { ownerId: { $ne: person.id } });
    // Nobody handles a request of their own, and nobody confirms what they prepared.
    const notAboutOneself = { subjectStaffId: { $ne: person.id } };
    policy.can(['list', 'read', 'handle', 'export'], 'RightsCase', notAboutOneself);
    policy.can('confirm', 'RightsCase', { ...notAboutOneself, preparedBy: { $ne: person.id } });
  },

  'data-protection-officer': policy => {
    policy.can(['list', 'read', 'export'], 'AuditEvent');
    policy.can('follow', 'AuditLog');
    policy.can('list', 'AuditAlarm');
    policy.can(['list', 'read'], 'ReviewRound');
    policy.can('list', ['Finding', 'WeeklySample']);
    policy.can(['list', 'read'], 'Staff');
    policy.can('read', 'Completeness');
    policy.can('read', 'ServiceLevelStudy');
    policy.can(['list', 'read', 'export'], ['RightsCase', 'Incident']);
    seesWhoHasAccess(policy);
    seesWhatIsKept(policy);
    seesTheRecord(policy);
  },

  auditor: (policy, _grant, person) => {
    policy.can(['list', 'read', 'export'], 'AuditEvent');
    policy.can('follow', 'AuditLog');
    policy.can(['list', 'clear'], 'AuditAlarm');
    policy.can(['list', 'read', 'open', 'close'], 'ReviewRound');
    policy.can('list', ['Finding', 'WeeklySample']);
    // Nobody reviews what they did, what was done for them, or a finding that they answer for (design §5).
    policy.can('review', 'AuditEvent', { actorId: { $ne: person.id }, concernsStaffId: { $ne: person.id } });
    policy.can('settle', 'Finding', { actorId: { $ne: person.id }, ownerId: { $ne: person.id } });
    policy.can(['list', 'read'], 'Staff');
    policy.can('read', 'Completeness');
    seesWhoHasAccess(policy);
    seesWhatIsKept(policy);
    seesTheRecord(policy);
    policy.can('settle', 'PromiseIncident', { ownerId: { $ne: person.id } });
  },

  administrator: (policy, _grant, person, today) => {
    const another = { staffId: { $ne: person.id } };
    const secondOf = { $nin: notSecondOf(person, today) };
    policy.can(['list', 'read', 'create'], 'Staff');
    policy.can(['change', 'enrol', 'deactivate', 'reactivate'], 'Staff', another);
    policy.can(['list', 'end'], 'Session', another);
    policy.can('confirm', 'Enrolment', { staffId: secondOf, createdBy: secondOf });
    policy.can('list', 'ExternalIdentity');
    policy.can(['link', 'unlink'], 'ExternalIdentity', another);
    policy.can('confirm', 'ExternalIdentity', { staffId: secondOf, proposedBy: secondOf });

    seesWhoHasAccess(policy);
    policy.can('revoke', 'Grant');
    policy.can('create', 'Grant', another);
    policy.can('withdraw', 'GrantProposal', { proposedBy: person.id });
    policy.can('decide', 'GrantProposal', { staffId: secondOf, proposedBy: secondOf, broughtAboutBy: secondOf });
    policy.can('change', 'GrantTemplate');
    policy.can('publish', 'Undertaking');
    policy.can('import', 'Undertaking', another);
    policy.can('enter', 'DutyChange', another);
    policy.can('decide', 'DutyBatch', { enteredBy: { $ne: person.id }, staffIds: { $nin: [person.id] } });
    policy.can('open', 'ReviewCampaign');
    policy.can('reassign', 'AccessReview', another);
    // After its escalation a review may be decided by any administrator who is neither the person nor the granter.
    policy.can('decide', 'AccessReview', ['keep', 'narrow'], {
      ...another,
      escalated: true,
      grantedBy: { $ne: person.id },
    });
    policy.can('decide', 'AccessReview', ['revoke'], another);

    policy.can(['list', 'create', 'rotate', 'revoke'], 'ServiceAccount');
    policy.can(['list', 'map'], 'DirectoryGroup');
    policy.can(['list', 'change'], 'Source');
    policy.can(['list', 'map'], 'AgentName');
    policy.can(['read', 'explain'], 'Completeness');
    policy.can('list', 'AuditAlarm');

    const proposedByAnother = { proposedBy: { $ne: person.id } };
    policy.can('read', 'Retention');
    policy.can(['list', 'propose'], 'RetentionRule');
    policy.can('decide', 'RetentionRule', proposedByAnother);
    policy.can('propose-release', 'PurgeBrake');
    policy.can('release', 'PurgeBrake', proposedByAnother);
    policy.can(['list', 'propose'], 'Departure');
    publishesTheNotice(policy, person);
    seesTheRecord(policy);
    answersForPromises(policy, person);
    policy.can('change', 'Processor');
  },
};

/** What is kept, why, who answers for it, and what is gone; nothing that is heard. */
function seesWhatIsKept(policy: AbilityBuilder<AppAbility>): void {
  policy.can('read', 'Retention');
  policy.can('list', 'Hold');
  policy.can('list', 'TrainingCopy');
  policy.can('list', 'Erasure');
  policy.can('list', 'RetentionRule');
  policy.can('list', 'Departure');
}

/** Who has access to what, why, and what of it is being examined. */
function seesWhoHasAccess(policy: AbilityBuilder<AppAbility>): void {
  policy.can('list', 'Grant');
  policy.can('list', 'GrantProposal');
  policy.can('list', 'GrantTemplate');
  policy.can('list', 'Undertaking');
  policy.can('list', 'DutyChange');
  policy.can('list', 'DutyBatch');
  policy.can('list', 'AccessReview');
  policy.can('list', 'ReviewCampaign');
  policy.can('read', 'AccessReport');
}

/** Whoever is named for an access review sees it; never the person, and never the granter alone keeps (design §5). */
function reviews(policy: AbilityBuilder<AppAbility>, person: PersonFacts): void {
  const named = { reviewerIds: person.id, staffId: { $ne: person.id } };
  policy.can('list', 'AccessReview', named);
  policy.can('decide', 'AccessReview', ['keep', 'narrow'], { ...named, grantedBy: { $ne: person.id } });
  policy.can('decide', 'AccessReview', ['revoke'], named);
}

/** Of whom somebody may not be the second: of themselves, and for 30 days of people whom they enrolled. */
function notSecondOf(person: PersonFacts, today: Day): string[] {
  return [person.id, ...person.enrolled.filter(({ throughOn }) => today <= throughOn).map(({ staffId }) => staffId)];
}

/** Finds, opens and plays recordings in the grant's scope, and reveals `fields`; never what is restricted. */
function hears(
  policy: AbilityBuilder<AppAbility>,
  grant: GrantFacts,
  person: PersonFacts,
  today: Day,
  fields: readonly RevealableField[],
): void {
  for (const within of visibly(grant, person, today)) {
    policy.can(['list', 'read', 'set-ticket'], 'Recording', within);
    if (fields.length > 0) policy.can('reveal', 'Recording', [...fields], { ...within, restricted: false });
  }
  for (const purpose of grant.purposes) plays(policy, purpose, grant, person, today, { restricted: false });
}

/**
 * Restriction means storage only; the officer who answers the request is the exception (domain.md §3, art. 18). Personal fields are
 * shown to the officer alone, while an exception of art. 18(2) lasts.
 */
function usesRestricted(policy: AbilityBuilder<AppAbility>, grant: GrantFacts, person: PersonFacts, today: Day): void {
  const excepted = { restricted: true, exceptedThroughOn: { $gte: today } };
  for (const within of visibly(grant, person, today))
    policy.can('reveal', 'Recording', [...REVEALABLE_FIELDS], { ...within, ...excepted });
  if (grant.purposes.includes('rights-request'))
    plays(policy, 'rights-request', grant, person, today, { restricted: true });
}

/**
 * `play` is asked per purpose (the rule's field): any of the grant's ordinarily, the hold's own after the ordinary day; never one that
 * a person in the recording has objected to, or withdrawn consent for (arts. 21 and 7(3)).
 */
function plays(
  policy: AbilityBuilder<AppAbility>,
  purpose: Purpose,
  grant: GrantFacts,
  person: PersonFacts,
  today: Day,
  restriction: { readonly restricted: boolean },
): void {
  const may = { ...restriction, ...notBlocked(purpose) };
  policy.can('play', 'Recording', [purpose], { ...ordinarily(grant, person, today), ...may });
  policy.can('play', 'Recording', [purpose], { ...heldFor([purpose], grant, person, today), ...may });
}

function notBlocked(purpose: Purpose) {
  return { blockedPurposes: { $nin: [purpose] } };
}

/** Asks to keep what is visible longer, for `kinds` (domain.md §2), sees what is held in the scope, and gives own holds up. */
function holds(
  policy: AbilityBuilder<AppAbility>,
  grant: GrantFacts,
  person: PersonFacts,
  today: Day,
  kinds: readonly HoldKind[],
): void {
  const scope = scopeOf(grant, person);
  for (const within of visibly(grant, person, today)) policy.can('hold', 'Recording', [...kinds], within);
  policy.can('list', 'Hold', scope);
  policy.can('extend', 'Hold', [...kinds], scope);
  policy.can('release', 'Hold', { ...scope, requestedBy: person.id });
}

/** Decides in the scope what others ask to keep longer or to erase, looks at it again, and gives it up; never what they asked for. */
function answersForKeeping(policy: AbilityBuilder<AppAbility>, grant: GrantFacts, person: PersonFacts): void {
  const scope = scopeOf(grant, person);
  const askedByAnother = { ...scope, requestedBy: { $ne: person.id } };
  policy.can(['list', 'release'], 'Hold', scope);
  policy.can(['decide', 'review'], 'Hold', askedByAnother);
  policy.can(['list', 'release'], 'TrainingCopy', scope);
  policy.can('decide', 'TrainingCopy', askedByAnother);
  policy.can('list', 'Erasure', scope);
  policy.can('decide', 'Erasure', askedByAnother);
}

/**
 * Repairs, files or destroys what could not be filed, in the scope; only a scope of all queues reaches what names none. Whether
 * everything has come that should have is for the same people.
 */
function sortsOut(policy: AbilityBuilder<AppAbility>, grant: GrantFacts): void {
  const { queues, units } = grant;
  const scope = { ...(queues ? { queue: { $in: [...queues] } } : {}), ...(units ? { unit: { $in: [...units] } } : {}) };
  if (!grant.ownCallsOnly) policy.can(['list', 'read', 'sort-out'], 'QuarantinedItem', scope);
  policy.can(['read', 'explain'], 'Completeness');
}

/**
 * Draws calls of a week in the scope, and writes of each to its agent: of others' calls, for the development of the service alone. A
 * note is for who wrote it and for the agent of its call, and for nobody else.
 */
function samples(policy: AbilityBuilder<AppAbility>, grant: GrantFacts, person: PersonFacts, today: Day): void {
  if (grant.ownCallsOnly || !grant.purposes.includes('service-development')) return;
  const within = { ...scopeOf(grant, person), ...notable(today), agentId: { $ne: person.id } };
  policy.can(['sample', 'note'], 'Recording', within);
  policy.can(['list', 'read'], 'WeeklySample', grant.queues ? { queue: { $in: [...grant.queues] } } : {});
  policy.can('read', 'CallNote', { writtenBy: person.id, ...notable(today) });
}

/**
 * Figures of calls in the scope, for the purpose that they are for. Own calls have none: no figure is of a person. What could not be told
 * by queue or unit without speaking of a few calls names none (an empty text), and is for whoever sees all of them.
 */
function studies(policy: AbilityBuilder<AppAbility>, { queues, units, ownCallsOnly, purposes }: GrantFacts): void {
  if (ownCallsOnly || !purposes.includes('service-level-study')) return;
  policy.can('read', 'ServiceLevelStudy', {
    ...(queues ? { queue: { $in: [...queues] } } : {}),
    ...(units ? { unit: { $in: [...units] } } : {}),
  });
}

/** Through the ordinary last day, whatever holds the call for longer; never of what is restricted, or that somebody objects to. */
function notable(today: Day) {
  const kept = { ordinaryDueOn: { $gte: today }, dueOn: { $gte: today } };
  return { ...kept, restricted: false, ...notBlocked('service-development') };
}

/** Says that a visible call should not be here at all; somebody else decides (privacy notice §12). */
function asksForErasure(policy: AbilityBuilder<AppAbility>, grant: GrantFacts, person: PersonFacts, today: Day): void {
  for (const within of visibly(grant, person, today)) policy.can('erase', 'Recording', within);
  const own = { ...scopeOf(grant, person), requestedBy: person.id };
  policy.can(['list', 'withdraw'], 'Erasure', own);
}

/** What a grant shows: ordinarily, and held for one of its purposes. */
function visibly(grant: GrantFacts, person: PersonFacts, today: Day) {
  return [ordinarily(grant, person, today), heldFor(grant.purposes, grant, person, today)];
}

/** Until the ordinary last day has ended (design §1 rule 2). */
function ordinarily(grant: GrantFacts, person: PersonFacts, today: Day) {
  return { ...scopeOf(grant, person), ordinaryDueOn: { $gte: today }, dueOn: { $gte: today } };
}

/** While it is held for one of `purposes` (design §5: after the ordinary day only for the hold's purpose). */
function heldFor(purposes: readonly Purpose[], grant: GrantFacts, person: PersonFacts, today: Day) {
  const held = { holdPurposes: { $in: [...purposes] }, heldThroughOn: { $gte: today } };
  return { ...scopeOf(grant, person), dueOn: { $gte: today }, ...held };
}

function scopeOf(grant: GrantFacts, person: PersonFacts) {
  return {
    ...(grant.queues ? { queue: { $in: [...grant.queues] } } : {}),
    ...(grant.units ? { unit: { $in: [...grant.units] } } : {}),
    ...(grant.ownCallsOnly ? { agentId: person.id } : {}),
  };
}
