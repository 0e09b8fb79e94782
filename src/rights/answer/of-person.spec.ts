import { describe, expect, it } from '@jest/globals';
import { heldOf, isPerson } from './of-person.js';

const CALLER = {
  name: 'Testi Soittaja',
  phone: '+358401234567',
  email: 't@example.org',
  personalIdentityCode: '240688U9367',
};

describe('a party of a contact', () => {
  it.each([
    ['the telephone, however it is written', { phone: '040 123 4567' }],
    ['the e-mail address', { email: ' T@Example.org' }],
    ['the identity code', { personalIdentityCode: '240688u9367 ' }],
    ['the whole name in any order', { name: 'soittaja, Testi' }],
  ])('is the person by %s', (_, person) => {
    expect(isPerson(CALLER, person)).toBe(true);
  });

  it.each([
    ['a part of the name', { name: 'Soittaja' }],
    ['another mark of the century', { personalIdentityCode: '240688-9367' }],
    ['nothing', {}],
    ['empty texts', { name: '', phone: '', email: '', personalIdentityCode: '' }],
  ])('is not the person by %s', (_, person) => {
    expect(isPerson(CALLER, person)).toBe(false);
  });

  it('without a name is nobody who is asked for without one', () => {
    expect(isPerson({}, {})).toBe(false);
  });
});

describe('what a person gets of the contact history', () => {
  const person = { phone: '+358401234567' };

  it('is what is held of them, and nothing of anybody else in the call', () => {
    const other = {
      kind: 'patient',
      provenance: 'pbx',
      fields: { name: 'Muu Henkilö', phone: '+358407654321' },
    } as const;
    const held = heldOf([other, { kind: 'caller', provenance: 'pbx', fields: CALLER }], person);
    expect(held.map(({ field }) => field)).toEqual(['name', 'phone', 'email', 'personalIdentityCode']);
    expect(JSON.stringify(held)).not.toContain('Muu');
  });

  it('says that an identity code is held, and not which', () => {
    const held = heldOf([{ kind: 'caller', provenance: 'pbx', fields: CALLER }], person);
    expect(JSON.stringify(held)).not.toContain(CALLER.personalIdentityCode);
    expect(held.at(-1)).toMatchObject({
      field: 'personalIdentityCode',
      redactedBecause: expect.stringContaining('§29'),
    });
  });
});
