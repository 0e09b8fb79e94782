import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { leafOf, THE_SYSTEM, type EventDraft } from '../../audit/event.js';
import { newId } from '../../kernel/ids.js';
import { namedRecordings, resultInFacts } from './recordings-in-facts.js';

const AT = new Date('2026-11-24T07:00:00Z');
const MANY = Array.from({ length: 5000 }, () => newId(AT));

function leafWith(facts: EventDraft['facts']): Buffer {
  const about = { object: { kind: 'rights-case', id: newId(AT) }, reference: 'RR-2026-0001' };
  const draft = { action: 'rights-request.effect-brought-about', actor: THE_SYSTEM, ...about } as const;
  return leafOf(newId(AT), AT, 'p1', { ...draft, ...(facts ? { facts } : {}) }).bytes;
}

describe('the recordings of an effect in its events', () => {
  it('are named, counted and hashed, in whichever order they were asked for', () => {
    const named = namedRecordings(['b', 'a']);
    const recordingsSha256 = createHash('sha256').update('a\nb').digest('hex');
    expect(named).toEqual({ recordings: 2, recordingsSha256, recordingIds: ['a', 'b'] });
    expect(namedRecordings(['a', 'b'])).toEqual(named);
    expect(namedRecordings([])).toMatchObject({ recordings: 0, recordingIds: [] });
  });

  it('fit an event, however many they are, and whatever came of them', () => {
    const erased = MANY.map(recordingId => ({
      recordingId,
      outcome: 'erased' as const,
      erasureId: null,
      finalOn: null,
    }));
    const notHeld = MANY.map(recordingId => ({ recordingId, reason: 'not-found' }));
    const facts = resultInFacts({ recordingIds: MANY, notHeld, erasures: erased });
    expect(() => leafWith({ effectId: newId(AT), effect: 'erasure', outcome: 'done', ...facts })).not.toThrow();
    expect(facts).toMatchObject({ recordings: 5000, notHeld: { recordings: 5000 }, erasures: { erased: 5000 } });
    expect(facts.recordingIds).toEqual(MANY.toSorted().slice(0, 100));
  });

  it('say how often an erasure ended in which way, and why an effect was refused', () => {
    const ended = (['erased', 'held', 'erased'] as const).map(outcome => ({
      ...{ recordingId: 'a', outcome, erasureId: null, finalOn: null },
    }));
    expect(resultInFacts({ recordingIds: ['a'], erasures: ended })).toMatchObject({ erasures: { erased: 2, held: 1 } });
    const refused = resultInFacts({ recordingIds: [], refusal: 'not-found' });
    expect([refused.refusal, 'erasures' in refused, 'notHeld' in refused]).toEqual(['not-found', false, false]);
  });
});
