import { subject } from '@casl/ability';
import { describe, expect, it } from '@jest/globals';
import { as, EERO, grant, MAIJA } from './testing/person.js';
import type { GrantFacts } from './policy-facts.js';
import { HOLD_KINDS, NO_EXCEPTION, type AppAbility, type AskedForCallFacts, type RecordingFacts } from './subjects.js';

const can = (grants: readonly GrantFacts[]) => as('agent', { grants });

function recording(over: Partial<RecordingFacts> = {}) {
  const days = { ordinaryDueOn: '2026-12-31', dueOn: '2026-12-31', heldThroughOn: '2026-12-31' };
  const facts = {
    queue: 'user-support',
    unit: 'Ward systems',
    agentId: MAIJA,
    ...days,
    holdPurposes: [],
    restricted: false,
    exceptedThroughOn: NO_EXCEPTION,
    blockedPurposes: [],
  };
  return subject('Recording', { ...facts, ...over });
}

function askedForCall(over: Partial<AskedForCallFacts> = {}) {
  return { queue: 'user-support', unit: 'Ward systems', agentId: MAIJA, requestedBy: EERO, ...over };
}

/** Of kinds that only the test knows at run time. */
function may(ability: AppAbility, verb: string, kind: string, facts: object): boolean {
  return ability.can(verb as never, subject(kind, { ...facts }) as never); // what the vocabulary does not know, nobody may
}

describe('the rules of keeping and destroying', () => {
  it.each([
    ['agent', []],
    ['team-lead', ['complaint', 'training']],
    ['complaint-handler', ['complaint']],
    ['trainer', ['training']],
    ['rights-officer', ['rights-request']],
    ['data-protection-officer', []],
    ['auditor', []],
    ['administrator', []],
  ] as const)('lets a %s ask to hold a visible recording for %j', (role, kinds) => {
    const ability = can([grant(role)]);
    expect(HOLD_KINDS.filter(kind => ability.can('hold', recording(), kind))).toEqual(kinds);
    expect(HOLD_KINDS.filter(kind => ability.can('hold', recording({ dueOn: '2026-11-23' }), kind))).toEqual([]);
  });

  it.each(['Hold', 'TrainingCopy', 'Erasure'] as const)('lets nobody decide the %s that they asked for', kind => {
    for (const role of ['team-lead', 'rights-officer'] as const) {
      const ability = can([grant(role)]);
      expect(may(ability, 'decide', kind, askedForCall())).toBe(true);
      expect(may(ability, 'decide', kind, askedForCall({ requestedBy: MAIJA }))).toBe(false);
    }
  });

  it.each(['Hold', 'TrainingCopy', 'Erasure'] as const)('keeps who decides a %s within their scope', kind => {
    const ability = can([grant('team-lead', { queues: ['on-call'] })]);
    expect(may(ability, 'decide', kind, askedForCall())).toBe(false);
    expect(may(ability, 'list', kind, askedForCall())).toBe(false);
    expect(may(ability, 'decide', kind, askedForCall({ queue: 'on-call' }))).toBe(true);
  });

  it.each(['agent', 'complaint-handler', 'trainer', 'data-protection-officer', 'auditor', 'administrator'] as const)(
    'lets a %s decide no hold, training copy or erasure',
    role => {
      const ability = can([grant(role)]);
      for (const kind of ['Hold', 'TrainingCopy', 'Erasure'] as const)
        expect(may(ability, 'decide', kind, askedForCall())).toBe(false);
    },
  );

  it('lets those who may ask for holds extend them by asking anew, for the same reasons', () => {
    const extended = HOLD_KINDS.filter(kind =>
      can([grant('trainer')]).can('extend', subject('Hold', askedForCall()), kind),
    );
    expect(extended).toEqual(['training']);
  });

  it('lets whoever asked for a hold give it up, and who answers for keeping give up any', () => {
    const own = subject('Hold', askedForCall({ requestedBy: MAIJA }));
    expect(can([grant('trainer')]).can('release', own)).toBe(true);
    expect(can([grant('trainer')]).can('release', subject('Hold', askedForCall()))).toBe(false);
    expect(can([grant('team-lead')]).can('release', own)).toBe(true);
    expect(can([grant('team-lead')]).can('release', subject('Hold', askedForCall()))).toBe(true);
  });

  it('lets nobody look again at the hold that they asked for', () => {
    expect(can([grant('team-lead')]).can('review', subject('Hold', askedForCall()))).toBe(true);
    expect(can([grant('team-lead')]).can('review', subject('Hold', askedForCall({ requestedBy: MAIJA })))).toBe(false);
  });

  it('lets those who hear a call say that it should not be here, and take only their own word back', () => {
    const ability = can([grant('agent', { ownCallsOnly: true })]);
    expect(ability.can('erase', recording())).toBe(true);
    expect(ability.can('erase', recording({ agentId: EERO }))).toBe(false);
    expect(ability.can('withdraw', subject('Erasure', askedForCall({ requestedBy: MAIJA })))).toBe(true);
    expect(ability.can('withdraw', subject('Erasure', askedForCall()))).toBe(false);
  });

  it.each(['RetentionRule', 'PurgeBrake', 'Departure', 'Notice'] as const)('needs two people for a %s', kind => {
    const verb = kind === 'PurgeBrake' ? 'release' : 'decide';
    const role = kind === 'Departure' ? 'rights-officer' : 'administrator';
    const ability = can([grant(role)]);
    expect(may(ability, verb, kind, { proposedBy: EERO })).toBe(true);
    expect(may(ability, verb, kind, { proposedBy: MAIJA })).toBe(false);
  });

  it.each(['rights-officer', 'administrator'] as const)('lets a %s confirm no decision of their own', role => {
    const ability = can([grant(role)]);
    expect(may(ability, 'confirm', 'GoingLiveFinding', { decidedBy: EERO })).toBe(true);
    expect(may(ability, 'confirm', 'GoingLiveFinding', { decidedBy: MAIJA })).toBe(false);
  });

  it('lets a promise that did not hold be answered for by its owner, and settled by somebody else', () => {
    for (const role of ['rights-officer', 'administrator', 'auditor'] as const) {
      const ability = can([grant(role)]);
      const [own, others] = [{ ownerId: MAIJA }, { ownerId: EERO }];
      expect(may(ability, 'answer', 'PromiseIncident', own)).toBe(role !== 'auditor');
      expect(may(ability, 'answer', 'PromiseIncident', others)).toBe(false);
      expect(may(ability, 'settle', 'PromiseIncident', own)).toBe(false);
      expect(may(ability, 'settle', 'PromiseIncident', others)).toBe(role !== 'administrator');
    }
  });

  it('lets administrators ask for the departure of everything, and decide none', () => {
    const ability = can([grant('administrator')]);
    expect(ability.can('propose', subject('Departure', { proposedBy: MAIJA }))).toBe(true);
    expect(ability.can('decide', subject('Departure', { proposedBy: EERO }))).toBe(false);
    expect(can([grant('rights-officer')]).can('propose', subject('Departure', { proposedBy: MAIJA }))).toBe(false);
  });
});
