import { describe, expect, it } from '@jest/globals';
import { passingMarks } from '../../platform/crypto/passing-marks.js';
import type { PartyFields } from '../party-fields.js';
import { marksOf } from './marks.js';
import { samePeople } from './same-people.js';

const markOf = passingMarks();
const people = (...all: PartyFields[]) =>
  samePeople(all.map((fields, place) => ({ id: String(place), marks: marksOf(markOf, fields) }))).map(ids =>
    ids.join(''),
  );

describe('who is who', () => {
  it('is one person by the personal identity code, whatever else differs', () => {
    const code = '290204A977V';
    expect(
      people({ name: 'Testi Yksi', personalIdentityCode: code }, { personalIdentityCode: ` ${code.toLowerCase()}` }),
    ).toEqual(['01']);
    expect(people({ personalIdentityCode: code }, { personalIdentityCode: '311299-998D' })).toEqual(['0', '1']);
  });

  it('is one person by name and number, or name and address, however they are written', () => {
    expect(
      people({ name: 'Testi Yksi', phone: '040 123 4567' }, { name: 'YKSI, Testi', phone: '+358401234567' }),
    ).toEqual(['01']);
    expect(
      people({ name: 'Testi Yksi', email: 'T@example.org' }, { name: 'Testi Yksi', email: 't@example.org' }),
    ).toEqual(['01']);
  });

  it('is two people where a ward has one number, or two bear one name', () => {
    expect(people({ name: 'Testi Yksi', phone: '0401234567' }, { name: 'Testi Kaksi', phone: '0401234567' })).toEqual([
      '0',
      '1',
    ]);
    expect(people({ name: 'Testi Yksi' }, { name: 'Testi Yksi' })).toEqual(['0', '1']);
  });

  it('is one person by the number alone only where neither has a name', () => {
    expect(people({ phone: '0401234567' }, { phone: '+358401234567' })).toEqual(['01']);
    expect(people({ phone: '0401234567' }, { name: 'Testi Yksi', phone: '0401234567' })).toEqual(['0', '1']);
  });

  it('goes on from one to the next', () => {
    const [phone, email] = ['0401234567', 't@example.org'];
    const name = 'Testi Yksi';
    expect(people({ name, phone }, { name, email }, {}, { name, phone, email })).toEqual(['013', '2']);
  });

  it('says nothing of the values, and nothing to whoever has another key', () => {
    const fields = { name: 'Testi Yksi', phone: '0401234567' };
    expect(marksOf(markOf, fields).join()).not.toMatch(/testi|yksi|401234567/i);
    expect(marksOf(passingMarks(), fields)).not.toEqual(marksOf(markOf, fields));
  });
});
