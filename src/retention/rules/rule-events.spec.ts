import { describe, expect, it } from '@jest/globals';
import { EERO } from '../../access/testing/person.js';
import { THE_SYSTEM } from '../../audit/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { earliestInForce } from './earliest-in-force.js';
import { ruleDayOver, ruleEvent, ruleSettled, type RuleRow } from './rule-events.js';

const TODAY = parseDay('2026-11-27');

const row = (over: Partial<RuleRow> = {}) =>
  ({
    ...{
      version: 2,
      kind: 'earlier-of',
      days: 62,
      months: 2,
      clause: '12 §',
      inForceFrom: '2027-01-01',
      state: 'proposed',
    },
    ...{ appliesToEarlier: true, proposedBy: EERO, proposedAt: new Date('2026-11-27T07:00:00Z'), ...over },
  }) as RuleRow; // what an event tells of

describe('an event of a rule', () => {
  it('tells all of it, so that it can be brought about once more', () => {
    const told = { version: 2, kind: 'earlier-of', days: 62, months: 2, clause: '12 §', inForceFrom: '2027-01-01' };
    expect(ruleEvent('retention-rule.adopted', row(), THE_SYSTEM)).toEqual({
      ...{ action: 'retention-rule.adopted', actor: THE_SYSTEM, object: { kind: 'retention-rule', id: '2' } },
      facts: { ...told, appliesToEarlier: true, proposedBy: EERO, proposedAt: '2026-11-27T07:00:00.000Z' },
    });
  });

  it('tells that a rule of days alone has no months', () => {
    const event = ruleEvent('retention-rule.proposed', row({ kind: 'days', months: undefined }), THE_SYSTEM);
    expect(event.facts).toMatchObject({ kind: 'days', days: 62, months: null });
  });
});

describe('the day from which a rule may be in force', () => {
  it('is today where it moves earlier calls as well, and tomorrow where it leaves them alone', () => {
    expect(earliestInForce({ appliesToEarlier: true }, TODAY)).toBe(TODAY);
    expect(earliestInForce({ appliesToEarlier: false }, TODAY)).toBe('2026-11-28');
  });
});

describe('what is said of a rule that cannot be decided', () => {
  it('is that it is settled, or that its day is over', () => {
    expect([ruleSettled(), ruleDayOver()].map(({ kind, code, message }) => [kind, code, message])).toEqual([
      ['conflict', 'rule-settled', 'This rule is decided already.'],
      [
        'unprocessable',
        'rule-day-over',
        'A rule is in force from today on at the earliest; one that leaves earlier calls alone, from tomorrow on.',
      ],
    ]);
  });
});
