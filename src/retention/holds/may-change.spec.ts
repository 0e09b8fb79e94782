import { describe, expect, it } from '@jest/globals';
import type { Permissions } from '../../access/index.js';
import type { PersonFacts } from '../../access/policy-facts.js';
import type { Role } from '../../access/roles.js';
import { rulesFor } from '../../access/rules.js';
import { ANNA, EERO, grant, MAIJA, TODAY } from '../../access/testing/person.js';
import { LAST_DAY } from '../../kernel/calendar.js';
import { checkMay, mayChange, type HoldVerb } from './may-change.js';

const CALL = { queue: 'user-support', unit: 'Ward systems', agentId: ANNA };
const [OF_EERO, OF_MAIJA] = [EERO, MAIJA].map(requestedBy => ({ kind: 'complaint', requestedBy }) as const);

/** What Maija may do in a role, by a grant of the queue `user-support`. */
function maija(role: Role): Permissions {
  const grants = [grant(role, { queues: ['user-support'] })];
  const person: PersonFacts = { id: MAIJA, active: true, boundThroughOn: LAST_DAY, enrolled: [], grants };
  return { ability: rulesFor(person, TODAY), person, today: TODAY };
}

/** The code of the refusal; null where it is allowed. */
function refusal(verb: HoldVerb, hold: typeof OF_EERO, role: Role, call = CALL): string | null {
  try {
    if (!hold) throw new Error('There is one.');
    checkMay(verb, hold, call, maija(role));
    return null;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

describe('who wants to do something to a hold', () => {
  it.each(['list', 'decide', 'extend', 'review', 'release'] as const)(
    'may %s it as one who answers for keeping, unless it was asked for by nobody else',
    verb => {
      expect(refusal(verb, OF_EERO, 'team-lead')).toBeNull();
      const own = ['decide', 'review'].includes(verb) ? 'not-second-person' : null;
      expect(refusal(verb, OF_MAIJA, 'team-lead')).toBe(own);
    },
  );

  it.each(['decide', 'review', 'release'] as const)('is told that they may not %s what they only see', verb => {
    expect(refusal(verb, OF_EERO, 'complaint-handler')).toBe('not-permitted');
  });

  it('is told the same of their own where they could not decide it if it were another’s either', () => {
    expect(refusal('decide', OF_MAIJA, 'complaint-handler')).toBe('not-permitted');
  });

  it.each(['list', 'decide', 'extend', 'review', 'release'] as const)(
    'is told that there is none where they do not see it, so that it stays unknown that there is one (%s)',
    verb => {
      expect(refusal(verb, OF_EERO, 'team-lead', { ...CALL, queue: 'on-call' })).toBe('not-found');
      expect(refusal(verb, OF_MAIJA, 'administrator')).toBe('not-found');
    },
  );

  it('extends it for its own kind alone', () => {
    const extend = (kind: 'complaint' | 'training', role: Role) =>
      mayChange('extend', { kind, requestedBy: EERO }, CALL, maija(role));
    expect([extend('complaint', 'complaint-handler'), extend('training', 'complaint-handler')]).toEqual([true, false]);
    expect([extend('complaint', 'trainer'), extend('training', 'trainer')]).toEqual([false, true]);
  });
});
