import { describe, expect, it } from '@jest/globals';
import { addDays, parseDay } from '../../kernel/calendar.js';
import { CLAIM_STATES, type Claim } from '../case/case-rows.entity.js';
import { OUTCOMES, RIGHTS, type Right } from '../case/rights.js';
import { checkEffect, isGranted } from './check-effect.js';
import { needsSecondPerson, type WantedEffect } from './effect-detail.js';
import { EFFECT_KINDS } from './effect.entity.js';
import { mayBeRefused } from './objections.js';

const TODAY = parseDay('2026-11-24');
const WORDS = 'Syy.';

const claim = (rightKind: Right, over: Partial<Claim> = {}): Claim =>
  ({ rightKind, state: 'confirmed', outcome: 'granted', ...over }) as Claim; // what is looked at

const block = (because: 'objection' | 'consent-withdrawal' | 'direct-marketing'): WantedEffect => ({
  kind: 'purpose-block',
  wanted: { purposes: ['internal-training'], because, words: WORDS },
});
const erasure: WantedEffect = { kind: 'erasure', wanted: { decidedBy: 'a', confirmedBy: 'b' } };
const statement: WantedEffect = { kind: 'statement', wanted: { text: WORDS } };
const restriction: WantedEffect = { kind: 'restriction', wanted: { ground: '18-1-a', words: WORDS } };
const exception = (until: string): WantedEffect => ({
  kind: 'restriction-exception',
  wanted: { ground: 'consent', until, words: WORDS },
});

/** The rights any one of which is enough. */
function enough(effect: WantedEffect): Right[] {
  return RIGHTS.filter(right => {
    try {
      checkEffect(effect, [claim(right)], TODAY);
      return true;
    } catch {
      return false;
    }
  });
}

describe('an effect', () => {
  it.each<[string, WantedEffect, Right[]]>([
    ['a restriction', restriction, ['rectification', 'erasure', 'restriction', 'objection']],
    ['a statement', statement, ['rectification']],
    ['a block after an objection', block('objection'), ['objection']],
    ['a block of direct marketing', block('direct-marketing'), ['objection']],
    ['a block after a withdrawal', block('consent-withdrawal'), ['consent-withdrawal']],
    ['an erasure', erasure, ['erasure']],
  ])('follows from a right of the case: %s', (_, effect, rights) => {
    expect(enough(effect)).toEqual(rights);
    expect(() => {
      checkEffect(effect, [], TODAY);
    }).toThrow(expect.objectContaining({ code: 'claim-missing' }));
  });

  it('adds no personal identity code to what a person gets in a package', () => {
    const correction = (field: 'organisation' | 'personalIdentityCode', value: string | null): WantedEffect => ({
      kind: 'correction',
      wanted: { partyId: 'a', field, value, why: WORDS },
    });
    const coded: WantedEffect = { kind: 'statement', wanted: { text: 'Olen 311299-998D, en hän.' } };
    const check = (effect: WantedEffect) => () => {
      checkEffect(effect, [claim('rectification')], TODAY);
    };
    for (const effect of [coded, correction('organisation', 'Yritys 010100A901J')])
      expect(check(effect)).toThrow(expect.objectContaining({ code: 'text-holds-identity-code' }));
    for (const effect of [
      ...[statement, correction('organisation', null)],
      correction('personalIdentityCode', '010100A901H'),
    ])
      expect(check(effect)).not.toThrow();
  });

  it('of erasure is carried out once two people have granted it, whole or in part', () => {
    const carried = CLAIM_STATES.flatMap(state =>
      OUTCOMES.filter(outcome => isGranted({ state, outcome })).map(outcome => `${state} ${outcome}`),
    );
    expect(carried).toEqual([
      ...['confirmed granted', 'confirmed partly-granted', 'waiting granted', 'waiting partly-granted'],
    ]);
    expect(() => {
      checkEffect(erasure, [claim('erasure', { state: 'decided' }), claim('access')], TODAY);
    }).toThrow(expect.objectContaining({ code: 'claim-not-confirmed' }));
  });

  it('of an exception lasts from today for a year and a day at most (art. 18(2))', () => {
    for (const until of [TODAY, addDays(TODAY, 366)]) expect(enough(exception(until))).toEqual([...RIGHTS]);
    for (const until of [addDays(TODAY, -1), addDays(TODAY, 367)]) expect(enough(exception(until))).toEqual([]);
  });

  it('waits for a second person where it lets something be used again, or erases what people name', () => {
    expect(EFFECT_KINDS.filter(needsSecondPerson)).toEqual([
      ...['restriction-exception', 'restriction-lifting', 'purpose-unblock', 'erasure'],
    ]);
  });

  it('may be refused after an objection alone: direct marketing and consent are absolute (arts. 21(3) and 7(3))', () => {
    const causes = ['objection', 'consent-withdrawal', 'direct-marketing'] as const;
    expect(causes.filter(mayBeRefused)).toEqual(['objection']);
  });
});
