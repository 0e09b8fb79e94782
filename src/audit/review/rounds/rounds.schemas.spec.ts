import { describe, expect, it } from '@jest/globals';
import { itemQuery, markView, newMark, newRound, roundDetails } from './rounds.schemas.js';

const ID = '00000000-0000-7000-8000-000000000001';
const DAYS = { fromOn: '2026-10-01', toOn: '2026-10-31' };

describe('a new review round', () => {
  it.each([1, 50, 2000])('looks at a sample of %d', sampleSize => {
    expect(newRound.parse({ ...DAYS, sampleSize })).toEqual({ ...DAYS, sampleSize });
  });

  it.each([0, 2001, 1.5, undefined])('does not look at a sample of %s', sampleSize => {
    expect(newRound.safeParse({ ...DAYS, sampleSize }).success).toBe(false);
  });

  it('is over days that are in order', () => {
    const reversed = newRound.safeParse({ fromOn: '2026-10-31', toOn: '2026-10-01', sampleSize: 1 });
    expect(reversed.error?.issues).toMatchObject([{ path: ['toOn'] }]);
    expect(newRound.safeParse({ ...DAYS, sampleSize: 1, seed: 'mine' }).success).toBe(false);
  });
});

describe('the items of a round', () => {
  it.each([
    ['true', true],
    ['false', false],
    [undefined, undefined],
  ])('with marked=%s are those with a mark: %s', (marked, read) => {
    expect(itemQuery.parse({ marked }).marked).toBe(read);
  });
});

describe('a mark', () => {
  const finding = { eventId: ID, mark: 'finding', text: 'Miksi?', ownerId: ID, dueOn: '2026-12-24' };

  it('says that an event is in order, with or without words', () => {
    expect(newMark.parse({ eventId: ID, mark: 'in-order' })).toEqual({ eventId: ID, mark: 'in-order' });
    expect(newMark.parse({ eventId: ID, mark: 'in-order', text: ' Selvä. ' })).toMatchObject({ text: 'Selvä.' });
  });

  it('says of a finding what was found, who answers for it, and until when', () => {
    expect(newMark.parse(finding)).toEqual(finding);
    for (const name of Object.keys(finding)) {
      expect(newMark.safeParse({ ...finding, [name]: undefined }).success).toBe(false);
    }
  });

  it.each([
    ['another word', { eventId: ID, mark: 'odd' }],
    ['an owner of what is in order', { eventId: ID, mark: 'in-order', ownerId: ID }],
    ['more words than 2000 characters', { eventId: ID, mark: 'in-order', text: 'x'.repeat(2001) }],
    ['a finding with more words than that', { ...finding, text: 'x'.repeat(2001) }],
    ['a finding with more than it needs', { ...finding, name: 'Maija' }],
    ['an event that is none', { eventId: 'event', mark: 'in-order' }],
  ])('is not %s', (_what, mark) => {
    expect(newMark.safeParse(mark).success).toBe(false);
  });

  it('is shown with its words as long as the log keeps them', () => {
    const shown = { id: ID, mark: 'finding', markedBy: ID, markedAt: '2026-11-24T07:00:00.000Z', text: null };
    expect(markView.parse(shown)).toEqual(shown);
    expect(markView.safeParse({ ...shown, name: 'Maija' }).success).toBe(false);
  });
});

describe('the details of a round', () => {
  it('say how far it has come', () => {
    for (const name of ['items', 'unmarked', 'findings'] as const) {
      expect(roundDetails.shape[name].safeParse(3).success).toBe(true);
      expect(roundDetails.shape[name].safeParse(0.5).success).toBe(false);
    }
  });
});
