import { describe, expect, it } from '@jest/globals';
import { grantQuery, newGrant, revocation } from './access.schemas.js';

const wanted = { role: 'agent', fromOn: '2026-11-24', untilOn: '2027-11-24', reason: 'Uusi neuvoja' };
const accepts = (over: object) => newGrant.safeParse({ ...wanted, ...over }).success;

describe('a wish for a grant', () => {
  it('is for every queue and unit, for the calls of everybody and for no purpose where nothing else is said', () => {
    expect(newGrant.parse(wanted)).toEqual({
      ...wanted,
      ...{ queues: 'all', units: 'all', ownCallsOnly: false, purposes: [] },
    });
  });

  it.each(['queues', 'units'])('names its %s, up to two hundred of them', scope => {
    const names = Array.from({ length: 200 }, (_, number) => `Jono ${number}`);
    expect(newGrant.parse({ ...wanted, [scope]: [' Päivystys '] })).toMatchObject({ [scope]: ['Päivystys'] });
    expect(accepts({ [scope]: names })).toBe(true);
    for (const wrong of [[], [...names, 'Jono'], [''], ['x'.repeat(121)], 'some', ['a\nb'], null])
      expect(accepts({ [scope]: wrong })).toBe(false);
  });

  it('names each queue, unit and purpose once', () => {
    expect(accepts({ queues: ['Jono', 'Jono 2'], purposes: ['complaint', 'internal-training'] })).toBe(true);
    for (const twice of [
      { queues: ['Jono', ' Jono'] },
      { units: ['A', 'A'] },
      { purposes: ['complaint', 'complaint'] },
    ])
      expect(accepts(twice)).toBe(false);
  });

  it('names no more than an event can tell', () => {
    const names = (length: number) => Array.from({ length: 200 }, (_, n) => String(n).padStart(length, 'x'));
    expect(accepts({ queues: names(60) })).toBe(true);
    expect(accepts({ queues: names(40), units: names(40) })).toBe(false);
    expect(newGrant.safeParse({ ...wanted, units: names(120) }).error?.issues).toMatchObject([{ path: ['queues'] }]);
    expect(accepts({ queues: Array.from({ length: 200 }, (_, n) => `${'ä'.repeat(50)}${n}`) })).toBe(false);
  });

  it('ends on its first day or later', () => {
    expect(accepts({ untilOn: wanted.fromOn })).toBe(true);
    expect(newGrant.safeParse({ ...wanted, untilOn: '2026-11-23' }).error?.issues).toMatchObject([
      { path: ['untilOn'], message: 'must not be before fromOn' },
    ]);
  });

  it('has a reason, in a thousand signs at most', () => {
    expect(accepts({ reason: 'x'.repeat(1_000) })).toBe(true);
    for (const reason of [undefined, '', ' ', 'x'.repeat(1_001)]) expect(accepts({ reason })).toBe(false);
  });

  it.each([
    { role: 'ingest' },
    { role: undefined },
    { purposes: ['curiosity'] },
    { purposes: Array(6).fill('complaint') },
    { ownCallsOnly: 'yes' },
    { fromOn: '2026-02-30' },
    { grantedBy: '00000000-0000-7000-8000-000000000001' },
  ])('is refused with %j', over => {
    expect(accepts(over)).toBe(false);
  });
});

describe('a look at grants', () => {
  it('is for those that nobody has revoked, unless their history is asked for', () => {
    expect(grantQuery.parse({})).toEqual({ history: false });
    expect(grantQuery.parse({ history: 'true' })).toEqual({ history: true });
    for (const wrong of [{ history: 'perhaps' }, { staff: 'Maija' }, { role: 'agent' }])
      expect(grantQuery.safeParse(wrong).success).toBe(false);
  });
});

describe('a revocation', () => {
  it('has a reason', () => {
    expect(revocation.safeParse({ reason: 'Ei tarvita' }).success).toBe(true);
    for (const wrong of [{}, { reason: '' }, { reason: 'x'.repeat(1_001) }, { reason: 'x', by: 'y' }])
      expect(revocation.safeParse(wrong).success).toBe(false);
  });
});
