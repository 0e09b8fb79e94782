import { describe, expect, it } from '@jest/globals';
import { kindsToAskFor } from './hold-kinds.js';

const TODAY = '2026-11-26';
const CALL = { queue: 'user-support', unit: 'Ward systems', agent: { id: 'maija' } };
const GRANT = {
  role: 'team-lead',
  queues: 'all',
  units: 'all',
  ownCallsOnly: false,
  fromOn: '2026-01-01',
  untilOn: '2026-12-31',
  suspended: false,
  revokedAt: null,
} as const;

describe('the kinds of holds that somebody may ask for', () => {
  it('are those of their roles', () => {
    expect(kindsToAskFor([GRANT], CALL, 'liisa', TODAY)).toEqual(['complaint', 'training']);
    expect(kindsToAskFor([{ ...GRANT, role: 'trainer' }], CALL, 'liisa', TODAY)).toEqual(['training']);
    expect(kindsToAskFor([{ ...GRANT, role: 'complaint-handler' }], CALL, 'liisa', TODAY)).toEqual(['complaint']);
    expect(kindsToAskFor([{ ...GRANT, role: 'rights-officer' }], CALL, 'liisa', TODAY)).toEqual(['rights-request']);
  });

  it.each(['agent', 'data-protection-officer', 'auditor', 'administrator'] as const)('are none for an %s', role => {
    expect(kindsToAskFor([{ ...GRANT, role }], CALL, 'liisa', TODAY)).toEqual([]);
  });

  it('are none of a grant that does not cover the call', () => {
    expect(kindsToAskFor([{ ...GRANT, queues: ['on-call'] }], CALL, 'liisa', TODAY)).toEqual([]);
    expect(kindsToAskFor([{ ...GRANT, units: ['Laboratory'] }], CALL, 'liisa', TODAY)).toEqual([]);
    expect(kindsToAskFor([{ ...GRANT, ownCallsOnly: true }], CALL, 'liisa', TODAY)).toEqual([]);
  });

  it('are those of a grant whose scope names the call', () => {
    const grant = { ...GRANT, queues: ['user-support'], units: ['Ward systems'], ownCallsOnly: true };
    expect(kindsToAskFor([grant], CALL, 'maija', TODAY)).toEqual(['complaint', 'training']);
  });

  it('are none of a grant that does not work', () => {
    expect(kindsToAskFor([{ ...GRANT, suspended: true }], CALL, 'liisa', TODAY)).toEqual([]);
    expect(kindsToAskFor([{ ...GRANT, untilOn: '2026-11-25' }], CALL, 'liisa', TODAY)).toEqual([]);
  });
});
