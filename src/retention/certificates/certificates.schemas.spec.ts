import { describe, expect, it } from '@jest/globals';
import { certificateQuery, whereaboutsQuery } from './certificates.schemas.js';
import { UNIT_ID } from './testing/sample-certificate.js';

describe('who asks what became of a call', () => {
  it.each([
    ['the unit by its id', { id: UNIT_ID }],
    ['a day', { on: '2026-11-24' }],
    ['a day and its queue', { on: '2026-11-24', queue: 'user-support' }],
  ])('names %s', (_what, query) => {
    expect(whereaboutsQuery.parse(query)).toEqual(query);
  });

  it.each([
    ['nothing', {}],
    ['a queue alone', { queue: 'user-support' }],
    ['an id and a day', { id: UNIT_ID, on: '2026-11-24' }],
    ['an id and a queue', { id: UNIT_ID, queue: 'user-support' }],
  ])('and not %s', (_what, query) => {
    expect(whereaboutsQuery.safeParse(query).error?.issues).toMatchObject([
      { path: ['id'], message: 'an id, or a day with or without a queue' },
    ]);
  });

  it('asks for nothing that there is not, and by no queue longer than 120 letters', () => {
    expect(whereaboutsQuery.safeParse({ id: UNIT_ID, name: 'Aino' }).success).toBe(false);
    for (const ask of [whereaboutsQuery, certificateQuery]) {
      expect(ask.safeParse({ on: '2026-11-24', queue: 'q'.repeat(120) }).success).toBe(true);
      expect(ask.safeParse({ on: '2026-11-24', queue: 'q'.repeat(121) }).success).toBe(false);
    }
  });
});
