import { subject } from '@casl/ability';
import { describe, expect, it } from '@jest/globals';
import { NEVER_HEARS, ROLES, type Role } from './roles.js';
import type { GrantFacts } from './policy-facts.js';
import { NO_EXCEPTION, type CallNoteFacts, type RecordingFacts } from './subjects.js';
import { ANNA, as, EERO, grant, MAIJA } from './testing/person.js';

const can = (grants: readonly GrantFacts[]) => as('agent', { grants });

const days = { ordinaryDueOn: '2026-12-31', dueOn: '2026-12-31' };
const GONE = '2026-11-23';

function call(over: Partial<RecordingFacts> = {}) {
  const place = { queue: 'user-support', unit: 'Ward systems', agentId: EERO, ...days };
  const use = { holdPurposes: [], heldThroughOn: '2026-12-31', exceptedThroughOn: NO_EXCEPTION };
  return subject('Recording', { ...place, ...use, restricted: false, blockedPurposes: [], ...over });
}

function note(over: Partial<CallNoteFacts> = {}) {
  const people = { agentId: EERO, writtenBy: ANNA };
  return subject('CallNote', { ...people, ...days, restricted: false, blockedPurposes: [], ...over });
}

const sample = (queue = 'user-support') => subject('WeeklySample', { queue });

/** What takes a call out of the pool, and its note out of everybody's reach. */
const OUT_OF_USE: readonly [string, Partial<RecordingFacts & CallNoteFacts>][] = [
  ['is past its ordinary last day, though it is held for longer', { ordinaryDueOn: GONE, dueOn: '2027-02-01' }],
  ['is over', { ordinaryDueOn: '2026-12-31', dueOn: GONE }],
  ['is restricted', { restricted: true }],
  ['is blocked for the development of the service', { blockedPurposes: ['service-development'] }],
];

describe('the rules of weekly samples', () => {
  it.each(ROLES)('let a %s draw, and write a note on a call, only as a team lead', role => {
    const ability = can([grant(role)]);
    const expected = role === 'team-lead';
    expect([ability.can('sample', call()), ability.can('note', call())]).toEqual([expected, expected]);
  });

  it('keep to the queues and the units of the grant', () => {
    for (const verb of ['sample', 'note'] as const) {
      expect(can([grant('team-lead', { queues: ['on-call'] })]).can(verb, call())).toBe(false);
      expect(can([grant('team-lead', { queues: ['on-call'] })]).can(verb, call({ queue: 'on-call' }))).toBe(true);
      expect(can([grant('team-lead', { units: ['Laboratory'] })]).can(verb, call())).toBe(false);
      expect(can([grant('team-lead', { units: ['Laboratory'] })]).can(verb, call({ unit: 'Laboratory' }))).toBe(true);
    }
  });

  it('let nobody draw their own calls, or write a note to themselves', () => {
    const own = call({ agentId: MAIJA });
    const ability = can([grant('team-lead')]);
    expect([ability.can('sample', own), ability.can('note', own)]).toEqual([false, false]);
  });

  it('give nothing by a grant for own calls, or without the purpose of developing the service', () => {
    for (const over of [{ ownCallsOnly: true }, { purposes: ['internal-training' as const] }]) {
      const ability = can([grant('team-lead', over)]);
      expect([ability.can('sample', call()), ability.can('note', call()), ability.can('list', sample())]).toEqual(
        Array(3).fill(false),
      );
      expect(ability.can('read', note({ writtenBy: MAIJA }))).toBe(false);
    }
  });

  it.each(OUT_OF_USE)('take a call out of the pool that %s', (_, over) => {
    const ability = can([grant('team-lead')]);
    expect([ability.can('sample', call(over)), ability.can('note', call(over))]).toEqual([false, false]);
  });

  it('leave in it what is held within its ordinary time, and what is blocked for something else', () => {
    const ability = can([grant('team-lead')]);
    expect(ability.can('sample', call({ holdPurposes: ['complaint'], blockedPurposes: ['internal-training'] }))).toBe(
      true,
    );
  });

  it('show what is in a sample to the team leads of its queue, and that it was drawn to those who watch', () => {
    const reading = ROLES.filter(role => can([grant(role)]).can('read', sample()));
    const listing = ROLES.filter(role => can([grant(role)]).can('list', sample()));
    expect([reading, listing]).toEqual([['team-lead'], ['team-lead', 'data-protection-officer', 'auditor']]);
    const elsewhere = can([grant('team-lead', { queues: ['on-call'] })]);
    for (const verb of ['list', 'read'] as const)
      expect([elsewhere.can(verb, sample()), elsewhere.can(verb, sample('on-call'))]).toEqual([false, true]);
  });
});

describe('a note on a call', () => {
  it.each(ROLES)('is for nobody else, whether they are a %s or not', role => {
    const ability = can([grant(role)]);
    expect([ability.can('list', note()), ability.can('read', note())]).toEqual([false, false]);
  });

  it.each(ROLES)('is for its agent, who works as an agent or a team lead (here %s)', role => {
    const own = note({ agentId: MAIJA });
    const expected = role === 'agent' || role === 'team-lead';
    expect([can([grant(role)]).can('list', own), can([grant(role)]).can('read', own)]).toEqual([expected, expected]);
  });

  it('is for its agent whatever queue they work for now', () => {
    expect(can([grant('agent', { queues: ['on-call'] })]).can('read', note({ agentId: MAIJA }))).toBe(true);
  });

  it('is for who wrote it as long as they lead, though it is no note on their calls', () => {
    const written = note({ writtenBy: MAIJA });
    expect([can([grant('team-lead')]).can('read', written), can([grant('team-lead')]).can('list', written)]).toEqual([
      true,
      false,
    ]);
    expect(can([grant('agent')]).can('read', written)).toBe(false);
  });

  it.each(OUT_OF_USE)('is for nobody when its call %s', (_, over) => {
    for (const role of ['agent', 'team-lead'] as const) {
      const ability = can([grant(role)]);
      for (const people of [{ agentId: MAIJA }, { writtenBy: MAIJA }])
        expect([
          ability.can('list', note({ ...people, ...over })),
          ability.can('read', note({ ...people, ...over })),
        ]).toEqual([false, false]);
    }
  });

  it.each([...NEVER_HEARS] as Role[])('is not for an %s, nor are samples, whatever else is granted', role => {
    const ability = can([grant(role), grant('team-lead'), grant('agent')]);
    const own = note({ agentId: MAIJA });
    expect([
      ability.can('list', own),
      ability.can('read', own),
      ability.can('read', note({ writtenBy: MAIJA })),
    ]).toEqual([false, false, false]);
    expect([ability.can('sample', call()), ability.can('note', call()), ability.can('read', sample())]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
