import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nameTokens, normaliseEmail, normalisePhone } from './contact-details.js';

/** Letters whose lower case or composition is out of the ordinary, and what stands between the words of a name. */
const AWKWARD = [
  'a',
  'Å',
  'ä',
  'É',
  'ß',
  'İ',
  'ı',
  'Σ',
  'ς',
  '\u212a',
  '\u0301',
  '\u0323',
  '\u0307',
  '\u00ad',
  ' ',
  '-',
  "'",
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...AWKWARD, '@', '.'), maxLength: 30 }),
);

describe('normalisePhone', () => {
  it.each([
    ['+358401234567'],
    ['0401234567'],
    ['040 123 4567'],
    ['040-123 4567'],
    ['(040) 1234567'],
    ['+358 40 1234567'],
    ['+358 (0)40 1234567'],
    ['+3580401234567'],
    ['00358401234567'],
    ['990 358 40 1234567'],
    ['358401234567'],
    [' 040\u00a0123\u00a04567 '],
    ['0401234567 ext. 12'],
  ])('reads %j as one and the same Finnish mobile number', text => {
    expect(normalisePhone(text)).toBe('+358401234567');
  });

  it.each([
    ['09 471 71000', '+358947171000'],
    ['0294 1234567', '+3582941234567'],
    ['020 2020', '+358202020'],
    ['0800 123', '+358800123'],
    ['+46 8 123 456 78', '+46812345678'],
    ['0046 8 123 456 78', '+46812345678'],
    ['+39 06 1234 5678', '+390612345678'],
  ])('reads %j as %s', (text, expected) => {
    expect(normalisePhone(text)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    '112',
    '1234',
    '6000',
    'anonymous',
    'withheld',
    'call 0401234567',
    '+',
    '+999 123',
    '0401234567890123',
    '1'.repeat(500),
  ])('finds no number in %j', text => {
    expect(normalisePhone(text)).toBeNull();
  });

  it('leaves alone what it has made', () => {
    const digits = fc.string({
      unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
      minLength: 3,
      maxLength: 15,
    });
    fc.assert(
      fc.property(fc.constantFrom('', '0', '+', '+358', '+46', '00'), digits, (prefix, rest) => {
        const phone = normalisePhone(prefix + rest);
        fc.pre(phone !== null);
        expect(phone).toMatch(/^\+[1-9]\d{3,14}$/);
        expect(normalisePhone(phone)).toBe(phone);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('normaliseEmail', () => {
  it.each([
    ['t@example.org', 't@example.org'],
    ['  Testi.Soittaja@Example.ORG\n', 'testi.soittaja@example.org'],
    ['A\u0308iti@example.org', 'äiti@example.org'],
    ['ÄITI@EXAMPLE.ORG', 'äiti@example.org'],
    ["o'neil+tag@example.org", "o'neil+tag@example.org"],
  ])('reads %j as %s', (text, expected) => {
    expect(normaliseEmail(text)).toBe(expected);
  });

  it.each([
    '',
    '@',
    'testi',
    'testi@',
    '@example.org',
    'a@b@c',
    'a@@b',
    ' @ ',
    'a @b',
    'a@ b',
    'Testi <t@example.org>',
  ])('finds no address in %j', text => {
    expect(normaliseEmail(text)).toBeNull();
  });

  it('leaves alone what it has made, however the letters were composed', () => {
    fc.assert(
      fc.property(anyText, anyText, (local, domain) => {
        const email = normaliseEmail(`${local}@${domain}`);
        expect(normaliseEmail(`${local}@${domain}`.normalize('NFD'))).toBe(email);
        if (email !== null) expect(normaliseEmail(email)).toBe(email);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('nameTokens', () => {
  it.each([
    ['Testi Soittaja', ['testi', 'soittaja']],
    ["Anna-Liisa O'Neil", ['anna', 'liisa', 'oneil']],
    ['Anna‐Liisa O’Neil', ['anna', 'liisa', 'oneil']],
    ['ÅNGSTRÖM, Äijä', ['ångström', 'äijä']],
    ['A\u030angstro\u0308m', ['ångström']],
    ['Andre\u0301n', ['andrén']],
    ['Testi S. Soittaja', ['testi', 'soittaja']],
    ['Testi Testi testi', ['testi']],
    ['Mei\u00adkäläinen\u200b', ['meikäläinen']],
    ['osasto 12 / A3', ['osasto', '12', 'a3']],
    ['O\u1ffdNeil', ['oneil']],
    ['प्रिया', ['प्रिया']],
    ['李小龍', ['李小龍']],
    ['', []],
    [' - . ', []],
    ['J-P', []],
  ])('finds %j by %j', (text, expected) => {
    expect(nameTokens(text)).toEqual(expected);
  });

  it('finds a double name with and without its hyphen', () => {
    expect(nameTokens('anna liisa')).toEqual(nameTokens('Anna-Liisa'));
  });

  it('stops at twelve words', () => {
    const words = Array.from({ length: 30 }, (_, n) => `sana${n}`);
    expect(nameTokens(words.join(' '))).toEqual(words.slice(0, 12));
  });

  it('gives at most twelve different words of two characters or more, and the same ones again from them', () => {
    fc.assert(
      fc.property(anyText, text => {
        const tokens = nameTokens(text);
        expect(tokens.length).toBeLessThanOrEqual(12);
        expect(new Set(tokens).size).toBe(tokens.length);
        expect(tokens.every(token => Array.from(token).length >= 2 && !/[\s'’-]/.test(token))).toBe(true);
        expect(nameTokens(tokens.join(' '))).toEqual(tokens);
        expect(nameTokens(text.normalize('NFD'))).toEqual(tokens);
      }),
      { numRuns: 1000 },
    );
  });
});
