import { describe, expect, it } from '@jest/globals';
import { eventDetails, eventFilters, eventSelection, eventView } from './audit.schemas.js';

const ID = '00000000-0000-7000-8000-000000000001';
const VIEW = {
  id: ID,
  at: '2026-11-24T07:00:00.123Z',
  action: 'log.pruned',
  outcome: 'done',
  reason: null,
  actor: { kind: 'system', id: null, sessionId: null, address: null },
  object: null,
  recordingId: null,
  concernsStaffId: null,
  grantId: null,
  purpose: null,
  reference: null,
  policy: 'p1',
  facts: { from: 0 },
};
const FULL = {
  texts: [{ name: 'reason', salt: 'c2FsdA', text: null }],
  commitments: { reason: 'aGFzaA' },
  leaf: 'e30=',
};

describe('the filters of events', () => {
  it('may all be left out, and may all be given', () => {
    const ids = { staff: ID, recording: ID, contact: ID, agent: ID, concerns: ID, session: ID };
    const words = {
      queue: 'Tuki',
      callOn: '2026-11-24',
      action: 'playback.granted',
      outcome: 'refused',
      purpose: 'complaint',
    };
    expect(eventSelection.parse({})).toEqual({});
    expect(eventSelection.parse({ ...ids, ...words, from: '2026-11-24T09:00:00+02:00' })).toEqual({
      ...ids,
      ...words,
      from: new Date('2026-11-24T07:00:00Z'),
    });
  });

  it.each([
    ['an action that the log does not know', { action: 'playback.dreamt' }],
    ['an outcome that there is not', { outcome: 'maybe' }],
    ['a filter that there is not', { phone: '+358490001234' }],
    ['a queue longer than a name', { queue: 'x'.repeat(121) }],
    ['a purpose longer than a code', { purpose: 'x'.repeat(65) }],
    ['an id that is none', { staff: 'Maija' }],
  ])('are not %s', (_what, filters) => {
    expect(eventSelection.safeParse(filters).success).toBe(false);
  });

  it.each(['done', 'refused', 'failed'])('know the outcome %s', outcome => {
    expect(eventFilters.parse({ outcome, limit: '10' })).toMatchObject({ outcome, limit: 10 });
  });
});

describe('an event in an answer', () => {
  it.each(['staff', 'service', 'system', 'unidentified'])('may be of an actor of the kind %s', kind => {
    const view = { ...VIEW, actor: { ...VIEW.actor, kind }, object: { kind: 'grant', id: ID } };
    expect(eventView.parse(view)).toEqual(view);
  });

  it('has each of its fields', () => {
    for (const name of Object.keys(VIEW)) {
      expect(eventView.safeParse({ ...VIEW, [name]: undefined }).success).toBe(false);
    }
  });

  it('has in full its texts, its commitments and its leaf as well', () => {
    expect(eventDetails.parse({ ...VIEW, ...FULL })).toEqual({ ...VIEW, ...FULL });
    for (const name of Object.keys(FULL)) {
      expect(eventDetails.safeParse({ ...VIEW, ...FULL, [name]: undefined }).success).toBe(false);
    }
  });

  it('holds nothing that is not foretold, neither beside its fields nor in them', () => {
    expect(eventView.safeParse({ ...VIEW, phone: '' }).success).toBe(false);
    expect(eventView.safeParse({ ...VIEW, actor: { ...VIEW.actor, name: '' } }).success).toBe(false);
    expect(eventView.safeParse({ ...VIEW, object: { kind: 'grant', id: ID, name: '' } }).success).toBe(false);
    expect(eventDetails.safeParse({ ...VIEW, ...FULL, texts: [{ ...FULL.texts[0], by: '' }] }).success).toBe(false);
  });
});
