import { subject } from '@casl/ability';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../kernel/calendar.js';
import type { GrantFacts } from './policy-facts.js';
import { PURPOSES, type Purpose } from './purposes.js';
import { NEVER_HEARS, PURPOSES_OF_ROLE, ROLES, type Role } from './roles.js';
import {
  HOLD_KINDS,
  NO_EXCEPTION,
  REVEALABLE_FIELDS,
  type AppAbility,
  type AskedForCallFacts,
  type CallNoteFacts,
  type HoldKind,
  type RecordingFacts,
  type RevealableField,
} from './subjects.js';
import { ANNA, as, EERO, grant, MAIJA, TODAY } from './testing/person.js';

/** Design §5 and domain.md §§1 to 3 once more, as a person would say them of one grant and one thing; the rules must agree. */
const HEARS: readonly Role[] = ['agent', 'team-lead', 'trainer', 'complaint-handler', 'rights-officer'];
const ERASES: readonly Role[] = ['agent', 'team-lead', 'complaint-handler', 'rights-officer'];
const ANSWERS: readonly Role[] = ['team-lead', 'rights-officer'];
const WATCHES: readonly Role[] = ['data-protection-officer', 'auditor'];
const ASKS_TO_HOLD: Readonly<Partial<Record<Role, readonly HoldKind[]>>> = {
  'team-lead': ['complaint', 'training'],
  trainer: ['training'],
  'complaint-handler': ['complaint'],
  'rights-officer': ['rights-request'],
};

type Call = Pick<RecordingFacts, 'queue' | 'unit' | 'agentId'>;

function inScope({ queues, units, ownCallsOnly }: GrantFacts, { queue, unit, agentId }: Call): boolean {
  const inQueue = queues === null || queues.includes(queue);
  return inQueue && (units === null || units.includes(unit)) && (!ownCallsOnly || agentId === MAIJA);
}

/** Until the ordinary last day, and then for a purpose that it is held for; after the last day not at all. */
function isThere({ ordinaryDueOn, dueOn, holdPurposes, heldThroughOn }: RecordingFacts, purposes: readonly Purpose[]) {
  if (dueOn < TODAY) return false;
  const isHeld = heldThroughOn >= TODAY && holdPurposes.some(purpose => purposes.includes(purpose));
  return ordinaryDueOn >= TODAY || isHeld;
}

const isVisible = (one: GrantFacts, call: RecordingFacts): boolean =>
  HEARS.includes(one.role) && inScope(one, call) && isThere(call, one.purposes);

/** What of a call may be spoken about with its agent, whatever it is held for. */
function isNotable(call: Pick<RecordingFacts, 'ordinaryDueOn' | 'dueOn' | 'restricted' | 'blockedPurposes'>): boolean {
  const isUsed = !call.restricted && !call.blockedPurposes.includes('service-development');
  return isUsed && call.ordinaryDueOn >= TODAY && call.dueOn >= TODAY;
}

const leadsAsAWhole = ({ role, ownCallsOnly, purposes }: GrantFacts): boolean =>
  role === 'team-lead' && !ownCallsOnly && purposes.includes('service-development');

function reveals(one: GrantFacts, call: RecordingFacts, field: RevealableField): boolean {
  if (!isVisible(one, call) || one.role === 'trainer') return false;
  if (call.restricted) return one.role === 'rights-officer' && call.exceptedThroughOn >= TODAY;
  return field !== 'personalIdentityCode' || ['complaint-handler', 'rights-officer'].includes(one.role);
}

function plays(one: GrantFacts, call: RecordingFacts, purpose: Purpose): boolean {
  if (!HEARS.includes(one.role) || !one.purposes.includes(purpose) || !inScope(one, call)) return false;
  if (call.blockedPurposes.includes(purpose) || !isThere(call, [purpose])) return false;
  return !call.restricted || (one.role === 'rights-officer' && purpose === 'rights-request');
}

/** What somebody may do to a recording by any of their grants; who administers or audits, nothing. */
function told(grants: readonly GrantFacts[], call: RecordingFacts): string[] {
  if (grants.some(({ role }) => NEVER_HEARS.has(role))) return [];
  return grants.flatMap(one => [
    ...(isVisible(one, call) ? ['list', 'read', 'set-ticket'] : []),
    ...(isVisible(one, call) && ERASES.includes(one.role) ? ['erase'] : []),
    ...(isVisible(one, call) ? (ASKS_TO_HOLD[one.role] ?? []).map(kind => `hold ${kind}`) : []),
    ...(isVisible(one, call) && one.role === 'trainer' && !call.blockedPurposes.includes('internal-training')
      ? ['copy-for-training']
      : []),
    ...(leadsAsAWhole(one) && inScope(one, call) && isNotable(call) && call.agentId !== MAIJA
      ? ['sample', 'note']
      : []),
    ...REVEALABLE_FIELDS.filter(field => reveals(one, call, field)).map(field => `reveal ${field}`),
    ...PURPOSES.filter(purpose => plays(one, call, purpose)).map(purpose => `play ${purpose}`),
  ]);
}

const PLAIN = ['list', 'read', 'set-ticket', 'erase', 'copy-for-training', 'sample', 'note'] as const;

function allowed(ability: AppAbility, call: RecordingFacts): string[] {
  const facts = subject('Recording', { ...call });
  return [
    ...PLAIN.filter(verb => ability.can(verb as never, facts as never)), // of one kind in several entries of the vocabulary
    ...HOLD_KINDS.filter(kind => ability.can('hold', facts, kind)).map(kind => `hold ${kind}`),
    ...REVEALABLE_FIELDS.filter(field => ability.can('reveal', facts, field)).map(field => `reveal ${field}`),
    ...PURPOSES.filter(purpose => ability.can('play', facts, purpose)).map(purpose => `play ${purpose}`),
  ];
}

/** What somebody may do to a hold, a training copy or an erasure. */
function toldOfAsked(kind: 'Hold' | 'TrainingCopy' | 'Erasure', one: GrantFacts, asked: AskedForCallFacts): string[] {
  if (WATCHES.includes(one.role)) return ['list'];
  if (!inScope(one, asked)) return [];
  const [isOwn, answers] = [asked.requestedBy === MAIJA, ANSWERS.includes(one.role)];
  const byAnswering = answers ? ['list', ...(isOwn ? [] : ['decide'])] : [];
  if (kind === 'TrainingCopy')
    return [...byAnswering, ...(one.role === 'trainer' ? ['list'] : []), ...(answers ? ['release'] : [])];
  if (kind === 'Erasure') return [...byAnswering, ...(ERASES.includes(one.role) && isOwn ? ['list', 'withdraw'] : [])];
  const kinds = ASKS_TO_HOLD[one.role] ?? [];
  return [
    ...[...byAnswering, ...(answers && !isOwn ? ['review'] : []), ...(kinds.length > 0 ? ['list'] : [])],
    ...[...(answers || (kinds.length > 0 && isOwn) ? ['release'] : []), ...kinds.map(each => `extend ${each}`)],
  ];
}

const VERBS_OF_ASKED = ['list', 'decide', 'review', 'release', 'withdraw'];

function allowedOfAsked(
  ability: AppAbility,
  kind: 'Hold' | 'TrainingCopy' | 'Erasure',
  asked: AskedForCallFacts,
): string[] {
  const facts = subject(kind, { ...asked }) as never; // of kinds that only the test knows at run time
  const extended = HOLD_KINDS.filter(each => kind === 'Hold' && ability.can('extend', facts, each));
  return [
    ...VERBS_OF_ASKED.filter(verb => ability.can(verb as never, facts)),
    ...extended.map(each => `extend ${each}`),
  ];
}

/** What somebody may do to a note on a call: its agent, and who leads and wrote it. */
function toldOfNote(grants: readonly GrantFacts[], note: CallNoteFacts): string[] {
  if (grants.some(({ role }) => NEVER_HEARS.has(role)) || !isNotable(note)) return [];
  return grants.flatMap(one => [
    ...(['agent', 'team-lead'].includes(one.role) && note.agentId === MAIJA ? ['list', 'read'] : []),
    ...(leadsAsAWhole(one) && note.writtenBy === MAIJA ? ['read'] : []),
  ]);
}

const inOrder = (words: readonly string[]): string[] => [...new Set(words)].sort();
const byGrants = (grants: readonly GrantFacts[]): AppAbility => as('agent', { grants });

const days = fc.constantFrom(addDays(TODAY, -1), TODAY, addDays(TODAY, 1));
const queues = fc.constantFrom('user-support', 'on-call');
const units = fc.constantFrom('Ward systems', 'Imaging');
const people = fc.constantFrom(MAIJA, EERO);
const some = fc.subarray([...PURPOSES]);
const calls = fc.record({
  ...{ queue: queues, unit: units, agentId: people, ordinaryDueOn: days, dueOn: days, holdPurposes: some },
  ...{ heldThroughOn: days, restricted: fc.boolean(), blockedPurposes: some },
  exceptedThroughOn: fc.oneof(days, fc.constant(NO_EXCEPTION)),
}) as fc.Arbitrary<RecordingFacts>;
const grants = fc
  .record({
    role: fc.constantFrom(...ROLES),
    queues: fc.option(fc.subarray(['user-support', 'on-call']), { nil: null }),
    units: fc.option(fc.subarray(['Ward systems', 'Imaging']), { nil: null }),
    ownCallsOnly: fc.boolean(),
    hasAll: fc.boolean(),
    purposes: some,
  })
  .map(({ role, hasAll, purposes, ...scope }) =>
    grant(role, {
      ...scope,
      purposes: hasAll ? PURPOSES_OF_ROLE[role] : purposes.filter(one => PURPOSES_OF_ROLE[role].includes(one)),
    }),
  );
const several = fc.array(grants, { minLength: 1, maxLength: 2 });
const RUNS = { numRuns: 500 };

describe('the rules, told once more of one grant and one thing', () => {
  it('agree on every recording', () => {
    fc.assert(
      fc.property(several, calls, (given, call) => {
        expect(inOrder(allowed(byGrants(given), call))).toEqual(inOrder(told(given, call)));
      }),
      RUNS,
    );
  });

  it.each(['Hold', 'TrainingCopy', 'Erasure'] as const)('agree on every %s', kind => {
    const things = fc.record({ queue: queues, unit: units, agentId: people, requestedBy: people });
    fc.assert(
      fc.property(several, things, (given, asked) => {
        const expected = given.flatMap(one => toldOfAsked(kind, one, asked));
        expect(inOrder(allowedOfAsked(byGrants(given), kind, asked))).toEqual(inOrder(expected));
      }),
      RUNS,
    );
  });

  it('agree on every note on a call', () => {
    const notes = fc.record({
      ...{ agentId: people, writtenBy: fc.constantFrom(MAIJA, ANNA), ordinaryDueOn: days, dueOn: days },
      ...{ restricted: fc.boolean(), blockedPurposes: some },
    }) as fc.Arbitrary<CallNoteFacts>;
    fc.assert(
      fc.property(several, notes, (given, note) => {
        const [ability, facts] = [byGrants(given), subject('CallNote', { ...note })];
        const may = (['list', 'read'] as const).filter(verb => ability.can(verb, facts));
        expect(may).toEqual(inOrder(toldOfNote(given, note)));
      }),
      RUNS,
    );
  });
});
