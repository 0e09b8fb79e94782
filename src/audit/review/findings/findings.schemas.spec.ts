import { describe, expect, it } from '@jest/globals';
import { findingAnswer, findingOutcome, findingQuery, findingView } from './findings.schemas.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AT = '2026-11-24T07:00:00.000Z';
const OPEN = {
  ...{ id: ID, roundId: ID, eventId: ID, about: null, text: null, ownerId: ID, dueOn: '2026-12-24' },
  ...{ recordedAt: AT, recordedBy: ID, answer: null, outcome: null },
};

describe('what ends a finding', () => {
  it.each(['no-fault', 'corrected', 'instructed', 'sanctioned', 'reported'])('is %s, and words', outcome => {
    expect(findingOutcome.parse({ outcome, text: ' Näin. ' })).toEqual({ outcome, text: 'Näin.' });
    expect(findingOutcome.safeParse({ outcome }).success).toBe(false);
    expect(findingOutcome.safeParse({ outcome, text: 'x'.repeat(2001) }).success).toBe(false);
  });

  it('is nothing else', () => {
    expect(findingOutcome.safeParse({ outcome: 'forgotten', text: 'Näin.' }).success).toBe(false);
    expect(findingOutcome.safeParse({ outcome: 'corrected', text: 'Näin.', by: ID }).success).toBe(false);
  });
});

describe('an answer to a finding', () => {
  it('has words, of 2000 characters at most', () => {
    expect(findingAnswer.parse({ text: 'Erehdys.' })).toEqual({ text: 'Erehdys.' });
    expect(findingAnswer.safeParse({}).success).toBe(false);
    expect(findingAnswer.safeParse({ text: 'x'.repeat(2001) }).success).toBe(false);
    expect(findingAnswer.safeParse({ text: 'Erehdys.', by: ID }).success).toBe(false);
  });
});

describe('a list of findings', () => {
  it.each([
    ['true', true],
    ['false', false],
    [undefined, undefined],
  ])('with settled=%s has those that are settled: %s', (settled, read) => {
    expect(findingQuery.parse({ settled }).settled).toBe(read);
  });
});

describe('a finding in an answer', () => {
  const about = { at: AT, action: 'playback.granted', actorId: ID, purpose: 'complaint', reference: 'CASE-1' };
  const answer = { at: AT, text: 'Erehdys.' };
  const outcome = { outcome: 'corrected', text: 'Näin.', at: AT, by: ID };

  it('is open and without words where the log keeps none any more', () => {
    expect(findingView.parse(OPEN)).toEqual(OPEN);
  });

  it('says what it is about, what was answered and how it ended, and each of that whole', () => {
    const settled = { ...OPEN, about, text: 'Miksi?', answer, outcome };
    expect(findingView.parse(settled)).toEqual(settled);
    for (const [name, whole] of Object.entries({ about, answer, outcome })) {
      for (const part of Object.keys(whole)) {
        expect(findingView.safeParse({ ...settled, [name]: { ...whole, [part]: undefined } }).success).toBe(false);
      }
      expect(findingView.safeParse({ ...settled, [name]: { ...whole, name: 'Maija' } }).success).toBe(false);
    }
  });

  it('has each of its fields and no other', () => {
    for (const name of Object.keys(OPEN)) {
      expect(findingView.safeParse({ ...OPEN, [name]: undefined }).success).toBe(false);
    }
    expect(findingView.safeParse({ ...OPEN, name: 'Maija' }).success).toBe(false);
  });
});
