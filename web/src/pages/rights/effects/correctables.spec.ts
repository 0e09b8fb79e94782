import { describe, expect, it } from '@jest/globals';
import { correctablesOf } from './correctables.js';

describe('what can be corrected of a call', () => {
  it('are the fields of its people, empty ones too, its ticket and its unit', () => {
    const found = correctablesOf({ parties: [{ id: 'p', kind: 'caller' }] });
    expect(found.map(({ key }) => key)).toEqual([
      ...['p/name', 'p/phone', 'p/email', 'p/organisation', 'p/personalIdentityCode', 'ticket', 'unit'],
    ]);
    expect(found[0]).toMatchObject({ partyId: 'p', party: 'caller', partyNumber: null, field: 'name' });
    expect(found.at(-1)).toMatchObject({ partyId: null, party: null, field: 'unit' });
  });

  it('tells several of a kind apart', () => {
    const kinds = ['caller', 'patient', 'patient'] as const;
    const found = correctablesOf({ parties: kinds.map((kind, index) => ({ id: String(index), kind })) });
    const numbers = found.filter(({ field }) => field === 'name').map(({ partyNumber }) => partyNumber);
    expect(numbers).toEqual([null, 1, 2]);
  });
});
