import { describe, expect, it } from '@jest/globals';
import { heldOf, isPerson } from './of-person.js';

const CALLER = {
  name: 'Testi Soittaja',
  phone: '+358401234567',
  email: 't@example.org',
  personalIdentityCode: '240688U9367',
};

const { name } = CALLER;
const { name: _, ...NAMELESS } = CALLER;

describe('a party of a contact', () => {
  it.each([
    ['the name and the telephone, however they are written', { name: 'soittaja, Testi', phone: '040 123 4567' }],
    ['the name and the e-mail address', { name, email: ' T@Example.org' }],
    ['the identity code', { personalIdentityCode: '240688u9367 ' }],
    ['the identity code under another name', { name: 'Testi Entinen', personalIdentityCode: '240688U9367' }],
  ])('is the person by %s', (_case, person) => {
    expect(isPerson(CALLER, person)).toBe(true);
  });

  it.each([
    ['the name alone, which many share', { name }],
    ['the telephone under another name, which a ward shares', { name: 'Toinen Soittaja', phone: CALLER.phone }],
    ['the telephone of somebody who gives no name', { phone: CALLER.phone }],
    ['a part of the name', { name: 'Soittaja', phone: CALLER.phone }],
    ['another identity code, whatever else fits', { ...CALLER, personalIdentityCode: '150585Y951A' }],
    ['another mark of the century', { personalIdentityCode: '240688-9367' }],
    ['nothing', {}],
    ['empty texts', { name: '', phone: '', email: '', personalIdentityCode: '' }],
  ])('is not the person by %s', (_case, person) => {
    expect(isPerson(CALLER, person)).toBe(false);
  });

  it('without a name is the person by number or address', () => {
    expect(isPerson(NAMELESS, { name, phone: CALLER.phone })).toBe(true);
    expect(isPerson(NAMELESS, { email: CALLER.email })).toBe(true);
  });

  it('is the person by name and number where a code is held of one of them alone', () => {
    const { personalIdentityCode: _code, ...uncoded } = CALLER;
    expect([isPerson(CALLER, uncoded), isPerson(uncoded, CALLER)]).toEqual([true, true]);
  });

  it('without a name is nobody who is asked for without one', () => {
    expect(isPerson({}, {})).toBe(false);
  });
});

describe('what a person gets of the contact history', () => {
  const person = { name, phone: '+358401234567' };

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

  it('is nothing of a namesake, or of a colleague on the same telephone', () => {
    const colleague = {
      kind: 'caller',
      provenance: 'pbx',
      fields: { name: 'Muu Henkilö', phone: CALLER.phone },
    } as const;
    const namesake = { kind: 'patient', provenance: 'pbx', fields: { name, phone: '+358407654321' } } as const;
    expect(heldOf([colleague, namesake], person)).toEqual([]);
  });

  it('says that an identity code is held, and not which', () => {
    const held = heldOf([{ kind: 'caller', provenance: 'pbx', fields: CALLER }], person);
    expect(JSON.stringify(held)).not.toContain(CALLER.personalIdentityCode);
    expect(held.at(-1)).toMatchObject({
      field: 'personalIdentityCode',
      redactedBecause: expect.stringContaining('§29'),
    });
  });

  it('says of any other field that holds an identity code that it is held', () => {
    const fields = { ...NAMELESS, organisation: 'Yritys 311299-998D', email: '240688u9367@example.org' };
    const party = { kind: 'caller', provenance: 'pbx', fields } as const;
    const held = heldOf([party], { phone: CALLER.phone });
    expect(held.map(({ field, value }) => [field, value])).toEqual([
      ['phone', CALLER.phone],
      ['email', 'held'],
      ['organisation', 'held'],
      ['personalIdentityCode', 'held'],
    ]);
    expect(held[1]?.redactedBecause).toBe(held[3]?.redactedBecause);
    expect(held[0]?.redactedBecause).toBeNull();
  });
});
