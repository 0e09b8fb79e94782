import { describe, expect, it } from '@jest/globals';
import type { QuarantinedDetails } from '../../api/types.js';
import { EMPTY_REPAIR, fieldsOf, repairOf } from './repair-fields.js';

const CALL = {
  ...{
    direction: 'inbound',
    startedAt: '2026-11-24T07:00:12Z',
    endedAt: '2026-11-24T07:05:00Z',
    queue: 'user-support',
    unit: 'Ward systems',
  },
  ...{ agent: { kind: 'username', name: 'maija.malli' }, linkedId: null, ticket: 'INC-1', caller: { name: '•••••' } },
} as unknown as NonNullable<QuarantinedDetails['call']>; // what the form looks at

describe('a repair', () => {
  it('begins with what the call says, and never with what is masked', () => {
    const begun = repairOf(CALL);
    expect(begun).toMatchObject({
      direction: 'inbound',
      startedOn: '2026-11-24',
      startedTime: '9.00',
      queue: 'user-support',
      ticket: 'INC-1',
    });
    expect([begun.name, begun.phone]).toEqual(['', '']);
  });

  it('changes nothing that was left alone, not even the seconds of a time', () => {
    expect(fieldsOf(CALL, repairOf(CALL))).toEqual({});
  });

  it('changes what was typed, and takes away what was emptied', () => {
    const typed = {
      ...repairOf(CALL),
      queue: ' lab ',
      unit: '',
      ticket: '',
      endedTime: '9.10',
      phone: '+358401112223',
    };
    expect(fieldsOf(CALL, typed)).toEqual({
      ...{ queue: 'lab', unit: null, ticket: null, endedAt: '2026-11-24T07:10:00.000Z' },
      caller: { phone: '+358401112223' },
    });
  });

  it('says the direction of a call where it is another than the source said', () => {
    expect(fieldsOf(CALL, { ...repairOf(CALL), direction: 'outbound' })).toEqual({ direction: 'outbound' });
  });

  it('has no direction for a call that nobody knew until somebody chooses one', () => {
    expect(repairOf(null).direction).toBe('');
    expect(fieldsOf(null, EMPTY_REPAIR)).toEqual({});
  });

  it('says a call that nobody knew', () => {
    const typed = {
      ...EMPTY_REPAIR,
      direction: 'internal',
      ...{ startedOn: '2026-11-24', startedTime: '9.00', endedOn: '2026-11-24', endedTime: '9.05' },
      ...{ queue: 'lab', agentKind: 'extension', agentName: '4101' },
    };
    expect(fieldsOf(null, typed)).toEqual({
      direction: 'internal',
      ...{ startedAt: '2026-11-24T07:00:00.000Z', endedAt: '2026-11-24T07:05:00.000Z' },
      ...{ queue: 'lab', agent: { extension: '4101' } },
    });
  });
});
