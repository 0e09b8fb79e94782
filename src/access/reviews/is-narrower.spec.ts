import { describe, expect, it } from '@jest/globals';
import { subject } from '@casl/ability';
import fc from 'fast-check';
import { LAST_DAY, parseDay } from '../../kernel/calendar.js';
import { PURPOSES } from '../purposes.js';
import { ROLES } from '../roles.js';
import { rulesFor } from '../rules.js';
import { REVEALABLE_FIELDS } from '../subjects.js';
import { isNarrower, type GrantScope } from './is-narrower.js';

const QUEUES = ['q1', 'q2', 'q3'];
const UNITS = ['u1', 'u2'];
const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map(parseDay);
const [ME, OTHER] = ['person', 'other'];

const list = (names: readonly string[]) => fc.option(fc.subarray([...names]), { nil: null });
const scope = fc.record({
  role: fc.constantFrom(...ROLES),
  queues: list(QUEUES),
  units: list(UNITS),
  ownCallsOnly: fc.boolean(),
  purposes: fc.subarray([...PURPOSES]),
  fromOn: fc.constantFrom(...DAYS),
  untilOn: fc.constantFrom(...DAYS),
});
/** Close to each other, so that a good part of the pairs is narrower. */
const pair = fc
  .tuple(scope, scope, fc.uniqueArray(fc.constantFrom(...Object.keys(scopeKeys()))))
  .map(([whole, other, changed]) => ({
    whole,
    narrowed: { ...whole, ...Object.fromEntries(changed.map(key => [key, other[key as keyof typeof other]])) },
  }));
const recording = fc.record({
  queue: fc.constantFrom(...QUEUES),
  unit: fc.constantFrom(...UNITS),
  agentId: fc.constantFrom(ME, OTHER),
  ordinaryDueOn: fc.constantFrom(...DAYS),
  dueOn: fc.constantFrom(...DAYS),
  holdPurposes: fc.subarray([...PURPOSES]),
  heldThroughOn: fc.constantFrom(...DAYS),
  restricted: fc.boolean(),
  exceptedThroughOn: fc.constantFrom(...DAYS),
  blockedPurposes: fc.subarray([...PURPOSES]),
});

function scopeKeys(): GrantScope {
  const days = { fromOn: '', untilOn: '' };
  return { role: 'agent', queues: null, units: null, ownCallsOnly: false, purposes: [], ...days };
}

function abilityOf(grant: GrantScope, today: (typeof DAYS)[number]) {
  const facts = { ...grant, fromOn: parseDay(grant.fromOn), untilOn: parseDay(grant.untilOn) };
  const person = { id: ME, active: true, boundThroughOn: LAST_DAY, enrolled: [] };
  return rulesFor({ ...person, grants: [{ ...facts, id: 'g', suspended: false }] }, today);
}

describe('a narrower grant', () => {
  it('allows nothing that the whole one does not allow', () => {
    let narrower = 0;
    fc.assert(
      fc.property(pair, recording, fc.constantFrom(...DAYS), ({ whole, narrowed }, call, today) => {
        if (!isNarrower(narrowed, whole)) return;
        narrower += 1;
        const [less, more] = [abilityOf(narrowed, today), abilityOf(whole, today)];
        const facts = subject('Recording', call);
        const asks = [
          ...(['list', 'read', 'set-ticket', 'search-by-code'] as const).map(verb => [verb, undefined] as const),
          ...PURPOSES.map(purpose => ['play', purpose] as const),
          ...REVEALABLE_FIELDS.map(field => ['reveal', field] as const),
        ];
        for (const [verb, field] of asks) {
          if (less.can(verb, facts, field)) expect(more.can(verb, facts, field)).toBe(true);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(narrower).toBeGreaterThan(400);
  });

  it('is not the same grant, nor one of another role, nor a longer one', () => {
    const whole = { ...scopeKeys(), fromOn: '2026-11-23', untilOn: '2026-11-25' };
    expect(isNarrower(whole, whole)).toBe(false);
    expect(isNarrower({ ...whole, role: 'trainer', untilOn: '2026-11-24' }, whole)).toBe(false);
    expect(isNarrower({ ...whole, queues: ['q1'], untilOn: '2026-11-26' }, whole)).toBe(false);
    expect(isNarrower({ ...whole, queues: ['q1'] }, whole)).toBe(true);
    expect(isNarrower({ ...whole, queues: ['q1'] }, { ...whole, queues: ['q2'] })).toBe(false);
    expect(isNarrower({ ...whole, ownCallsOnly: true }, whole)).toBe(true);
    expect(isNarrower(whole, { ...whole, ownCallsOnly: true })).toBe(false);
  });
});
