import { describe, expect, it } from '@jest/globals';
import { NO_EXCEPTION } from '../../access/index.js';
import { EERO, MAIJA } from '../../access/testing/person.js';
import { THE_SYSTEM } from '../../audit/index.js';
import type { HeldRecording } from './held-recording.js';
import { aboutHold, holdRequested } from './hold-events.js';
import { Hold } from './hold.entity.js';

const HOLD = '019c0000-0000-7000-8000-000000000001';
const EARLIER = '019c0000-0000-7000-8000-000000000003';
const RECORDING: HeldRecording = {
  ...{ id: '019c0000-0000-7000-8000-000000000002', contactId: EERO, startedAt: new Date('2026-11-19T07:00:00Z') },
  ...{ queue: 'user-support', unit: 'Ward systems', agentId: MAIJA, restricted: false, blockedPurposes: [] },
  ...{ ordinaryDueOn: '2027-01-19', dueOn: '2027-02-01', heldThroughOn: '2027-02-01', holdPurposes: ['complaint'] },
  exceptedThroughOn: NO_EXCEPTION,
};

const hold = (over: Partial<Hold> = {}): Hold =>
  Object.assign(new Hold(), {
    ...{ id: HOLD, recordingId: RECORDING.id, kind: 'complaint', reference: 'R-7', requestedBy: EERO },
    ...{ state: 'requested', provisional: true, untilOn: '2026-11-27', wantedUntilOn: '2027-02-01' },
    ...{ reviewOn: '2027-01-15', ...over },
  });
const ABOUT = {
  actor: THE_SYSTEM,
  object: { kind: 'hold', id: HOLD },
  recordingId: RECORDING.id,
  reference: 'R-7',
  facts: {
    ...{ startedAt: '2026-11-19T07:00:00.000Z', queue: 'user-support', unit: 'Ward systems', agentId: MAIJA },
    ...{ contactId: EERO, kind: 'complaint', requestedBy: EERO, until: '2026-11-27' },
  },
};

describe('an event of a hold', () => {
  it('says what was held, of which call, for what and until when', () => {
    expect(aboutHold('hold.viewed', THE_SYSTEM, hold(), RECORDING)).toEqual({ action: 'hold.viewed', ...ABOUT });
  });

  it('says of a request all that brings its row back, and seals why', () => {
    const requested = { state: 'requested', provisional: true, wantedUntil: '2027-02-01', reviewOn: '2027-01-15' };
    expect(holdRequested(THE_SYSTEM, hold(), RECORDING, 'Asiakas valitti.')).toEqual({
      ...{ action: 'hold.requested', ...ABOUT, texts: { necessity: 'Asiakas valitti.' } },
      facts: { ...ABOUT.facts, ...requested, continues: null },
    });
    expect(holdRequested(THE_SYSTEM, hold({ continues: EARLIER }), RECORDING, '').facts).toMatchObject({
      continues: EARLIER,
    });
  });
});
