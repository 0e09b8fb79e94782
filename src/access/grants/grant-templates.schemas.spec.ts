import { describe, expect, it } from '@jest/globals';
import { newTemplate } from './grant-templates.schemas.js';

const wanted = { name: 'Neuvoja', role: 'agent', validMonths: 12 };
const accepts = (over: object) => newTemplate.safeParse({ ...wanted, ...over }).success;

describe('what people in a usual post are granted', () => {
  it('is for every queue and unit, and for no purpose, where nothing else is said', () => {
    expect(newTemplate.parse(wanted)).toEqual({
      ...{ ...wanted, queues: 'all', units: 'all', ownCallsOnly: false, purposes: [] },
    });
  });

  it('lasts from one month to two years', () => {
    expect([1, 24].map(validMonths => accepts({ validMonths }))).toEqual([true, true]);
    for (const validMonths of [0, 25, 1.5, '12', undefined]) expect(accepts({ validMonths })).toBe(false);
  });

  it.each(['queues', 'units'])('names its %s, up to two hundred of them', scope => {
    const names = Array.from({ length: 201 }, (_, number) => `Jono ${number}`);
    expect(accepts({ [scope]: names.slice(1) })).toBe(true);
    for (const wrong of [names, [], [''], 'some', ['x'.repeat(121)]]) expect(accepts({ [scope]: wrong })).toBe(false);
  });

  it.each([
    { name: '' },
    { name: 'x'.repeat(121) },
    { role: 'ingest' },
    { purposes: ['curiosity'] },
    { purposes: Array(6).fill('complaint') },
    { fromOn: '2026-11-24' },
  ])('is refused with %j', over => {
    expect(accepts(over)).toBe(false);
  });
});
