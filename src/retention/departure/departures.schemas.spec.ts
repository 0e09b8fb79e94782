import { describe, expect, it } from '@jest/globals';
import { departureDecision, newDeparture } from './departures.schemas.js';

describe('who asks that everything is taken out', () => {
  it('says where it goes, in one line, and why', () => {
    const wanted = { to: 'Toinen Palvelu Oy', reason: 'Sopimus päättyy.' };
    expect(newDeparture.parse(wanted)).toEqual(wanted);
    for (const over of [
      { to: '' },
      { to: 'a\nb' },
      { to: 'a'.repeat(201) },
      { reason: '' },
      { reason: 'a'.repeat(1001) },
    ])
      expect(newDeparture.safeParse({ ...wanted, ...over }).success).toBe(false);
    expect(newDeparture.safeParse({ ...wanted, to: 'a'.repeat(200), reason: 'a'.repeat(1000) }).success).toBe(true);
    expect(newDeparture.safeParse({ ...wanted, from: 'x' }).success).toBe(false);
  });
});

describe('who decides on it', () => {
  it.each(['approved', 'refused'])('says that it is %s, and why', outcome => {
    expect(departureDecision.safeParse({ outcome, reason: 'Näin sovittiin.' }).success).toBe(true);
    expect(departureDecision.safeParse({ outcome }).success).toBe(false);
    expect(departureDecision.safeParse({ outcome, reason: 'a'.repeat(1001) }).success).toBe(false);
  });

  it('says nothing else', () => {
    for (const decision of [{ outcome: 'pending' }, { outcome: 'exported' }, { outcome: 'approved', to: 'x' }])
      expect(departureDecision.safeParse({ reason: 'Näin.', ...decision }).success).toBe(false);
  });
});
