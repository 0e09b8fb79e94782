import { describe, expect, it } from '@jest/globals';
import { ROLES } from './roles.js';
import { rulesForService } from './rules.js';
import {
  HOLD_KINDS,
  NO_EXCEPTION,
  REVEALABLE_FIELDS,
  REVIEW_DECISIONS,
  VOCABULARY,
  type AppAbility,
} from './subjects.js';
import { allowedBy, as, TODAY } from './testing/person.js';

const everybody: readonly AppAbility[] = [
  ...ROLES.map(role => as(role)),
  ...(['ingest', 'scim', 'metrics'] as const).map(rulesForService),
];

/** Every verb on every kind that a rule is about. */
function ruledOn(): string[] {
  const rules = everybody.flatMap(ability => ability.rules);
  const words = rules.flatMap(({ action, subject }) =>
    [action].flat().flatMap(verb => [subject].flat().map(kind => `${verb} ${kind}`)),
  );
  return [...new Set(words)].sort();
}

describe('the vocabulary', () => {
  it('has what the rules are about and nothing else: what nobody may is no word', () => {
    const words = Object.entries(VOCABULARY).flatMap(([kind, verbs]) => verbs.map(verb => `${verb} ${kind}`));
    expect([...words].sort()).toEqual(ruledOn());
    expect([...new Set(everybody.flatMap(allowedBy))].sort()).toEqual(ruledOn());
  });

  it('has no word twice', () => {
    for (const verbs of Object.values(VOCABULARY)) expect(new Set(verbs).size).toBe(verbs.length);
  });

  it('asks field by field for what is given one by one', () => {
    const fieldsOf = (verb: string) => [
      ...new Set(
        everybody.flatMap(({ rules }) =>
          rules.filter(({ action }) => action === verb).flatMap(rule => rule.fields ?? []),
        ),
      ),
    ];
    expect(fieldsOf('hold').sort()).toEqual([...HOLD_KINDS].sort());
    expect(fieldsOf('reveal').sort()).toEqual([...REVEALABLE_FIELDS].sort());
    expect(fieldsOf('decide').sort()).toEqual([...REVIEW_DECISIONS].sort());
  });

  it('has a day for no exception that is before every recording', () => {
    expect(NO_EXCEPTION < TODAY).toBe(true);
    expect(NO_EXCEPTION).toBe('1970-01-01');
  });
});
