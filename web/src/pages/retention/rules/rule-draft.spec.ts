import { describe, expect, it } from '@jest/globals';
import { EMPTY_RULE, faultsOf, newRuleOf } from './rule-draft.js';

const TODAY = '2026-11-26';
const GOOD = {
  kind: 'days',
  days: '61',
  months: '',
  clause: 'Tietosuojaseloste 6 §',
  inForceFrom: '2026-11-27',
  appliesToEarlier: 'no',
  reason: ' The notice says one thing now. ',
};

describe('a proposed rule', () => {
  it('is without fault when every field is as it should be', () => {
    expect(faultsOf(GOOD, TODAY)).toEqual({});
    expect(faultsOf({ ...GOOD, kind: 'earlier-of', months: '2' }, TODAY)).toEqual({});
  });

  it.each(['0', '401', '61,5', '-1', 'sixty'])('does not keep for %j days', days => {
    expect(faultsOf({ ...GOOD, days }, TODAY)).toEqual({ days: 'days' });
  });

  it('needs its months only where the earlier of two counts', () => {
    expect(faultsOf({ ...GOOD, kind: 'earlier-of', months: '14' }, TODAY)).toEqual({ months: 'months' });
    expect(faultsOf({ ...GOOD, months: '14' }, TODAY)).toEqual({});
  });

  it('names a clause and nothing else', () => {
    expect(faultsOf({ ...GOOD, clause: 'mail <a@example.org>' }, TODAY)).toEqual({ clause: 'clause' });
  });

  it('begins tomorrow where it leaves earlier calls alone, and today where it does not', () => {
    expect(faultsOf({ ...GOOD, inForceFrom: TODAY }, TODAY)).toEqual({ inForceFrom: 'too-early' });
    expect(faultsOf({ ...GOOD, inForceFrom: TODAY, appliesToEarlier: 'yes' }, TODAY)).toEqual({});
    expect(faultsOf({ ...GOOD, inForceFrom: '2026-11-25', appliesToEarlier: 'yes' }, TODAY)).toEqual({
      inForceFrom: 'too-early',
    });
  });

  it('has faults in an empty form', () => {
    expect(faultsOf(EMPTY_RULE, TODAY)).toEqual({ days: 'days', clause: 'clause', inForceFrom: 'not-a-day' });
  });

  it('is sent with numbers, and with months only where they count', () => {
    const terms = { clause: 'Tietosuojaseloste 6 §', inForceFrom: '2026-11-27', appliesToEarlier: false };
    const reason = 'The notice says one thing now.';
    expect(newRuleOf(GOOD)).toEqual({ kind: 'days', days: 61, ...terms, reason });
    expect(newRuleOf({ ...GOOD, kind: 'earlier-of', months: '2', appliesToEarlier: 'yes' })).toEqual({
      ...{ kind: 'earlier-of', days: 61, months: 2, ...terms, reason },
      appliesToEarlier: true,
    });
  });
});
