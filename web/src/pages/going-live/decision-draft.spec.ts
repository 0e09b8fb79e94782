import { describe, expect, it } from '@jest/globals';
import { decisionOf, emptyDecision, requiredOf } from './decision-draft.js';

describe('a decision as it is typed', () => {
  it('asks for what the finding asks for', () => {
    const finding = { options: [], needsReference: false, decided: 'at-once' } as const;
    const option = { option: '61-days', text: { fi: '61', sv: '61', en: '61' } };
    expect(requiredOf({ ...finding, options: [] })).toEqual(['reason']);
    expect(requiredOf({ ...finding, options: [], needsReference: true })).toEqual([
      'reference',
      'referenceOn',
      'reason',
    ]);
    expect(requiredOf({ ...finding, options: [option], decided: 'by-rule' })).toEqual([
      'option',
      'inForceFrom',
      'reason',
    ]);
  });

  it('begins a rule today, so that its effect is seen once an option is chosen', () => {
    expect(emptyDecision({ decided: 'by-rule' }, '2026-11-30').inForceFrom).toBe('2026-11-30');
    expect(emptyDecision({ decided: 'by-two' }, '2026-11-30').inForceFrom).toBe('');
  });

  it('is sent without what is empty, and with a rule only where it proposes one', () => {
    const draft = {
      ...emptyDecision({ decided: 'at-once' }, '2026-11-30'),
      reason: ' Näin. ',
      inForceFrom: '2026-12-01',
    };
    expect(decisionOf(draft, true, { decided: 'at-once' })).toEqual({
      ...{ option: null, reference: null, referenceOn: null, reason: 'Näin.', rule: null },
    });
    expect(decisionOf({ ...draft, option: '61-days' }, true, { decided: 'by-rule' })).toMatchObject({
      option: '61-days',
      rule: { inForceFrom: '2026-12-01', appliesToEarlier: true },
    });
  });
});
