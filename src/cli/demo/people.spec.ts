import { describe, expect, it } from '@jest/globals';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { parseDay } from '../../kernel/calendar.js';
import { normaliseEmail, normalisePhone } from '../../kernel/contact-details.js';
import { parsePersonalIdentityCode } from '../../kernel/personal-identity-code.js';
import { people } from './people.js';

const spoken = [{ organisation: 'Esimerkkisairaala, osasto 3', language: 'fi', name: 'Testi Soittaja' }] as const;
const many = [1, 2, 3, 4, 5].flatMap(seed => people(seed, spoken));

describe('people', () => {
  it('are the same for the same seed', () => {
    expect(people(1, spoken)).toEqual(people(1, spoken));
    expect(people(1, spoken)).not.toEqual(people(2, spoken));
  });

  it('have names and numbers of their own', () => {
    const one = people(1, spoken);
    expect(new Set(one.map(({ name }) => name)).size).toBe(one.length);
    expect(new Set(one.map(({ phone }) => phone)).size).toBe(one.length);
  });

  it('include whoever says a name aloud, once, where the dialogue places them', () => {
    const heard = people(1, spoken).filter(({ name }) => name === 'Testi Soittaja');
    expect(heard.map(({ organisation }) => organisation)).toEqual(['Esimerkkisairaala, osasto 3']);
  });

  it('have numbers that are searchable and that nobody can have', () => {
    for (const { phone, category } of many) {
      expect(normalisePhone(phone)).toBe(phone);
      if (category === 'partner') expect(phone).toMatch(/^\+467017406(0[5-9]|[1-9]\d)$/);
      else expect(parsePhoneNumberFromString(phone)?.isValid()).toBe(false);
    }
  });

  it('have addresses under example.org only', () => {
    const emails = many.flatMap(({ email }) => email ?? []);
    expect(emails.length).toBeGreaterThan(0);
    for (const email of emails) {
      expect(normaliseEmail(email)).toBe(email);
      expect(email).toMatch(/^[a-z]+\.[a-z]+@example\.org$/);
    }
  });

  it('have artificial identity codes, and only behind the exchange that hands them over', () => {
    const coded = many.filter(({ personalIdentityCode }) => personalIdentityCode !== undefined);
    expect(coded.length).toBeGreaterThan(5);
    for (const { personalIdentityCode = '', source } of coded) {
      expect(source).toBe('pbx-2');
      const parsed = parsePersonalIdentityCode(personalIdentityCode, parseDay('2026-11-24'));
      expect(parsed).toMatchObject({ valid: true, artificial: true, code: personalIdentityCode });
    }
  });
});
