import { describe, expect, it } from '@jest/globals';
import { acknowledgement, newUndertaking, paperSignature } from './undertakings.schemas.js';

const texts = { fi: 'Sitoudun.', sv: 'Jag förbinder mig.', en: 'I undertake.' };
const wanted = { version: '2026-2', texts, inForceOn: '2026-12-01', graceDays: 14 };
const accepts = (over: object) => newUndertaking.safeParse({ ...wanted, ...over }).success;

describe('a new version of the undertaking', () => {
  it('has a text in each of the languages', () => {
    expect(newUndertaking.parse(wanted)).toEqual(wanted);
    for (const language of ['fi', 'sv', 'en'] as const) {
      expect(accepts({ texts: { ...texts, [language]: undefined } })).toBe(false);
      expect(accepts({ texts: { ...texts, [language]: '' } })).toBe(false);
      expect(accepts({ texts: { ...texts, [language]: 'x'.repeat(8_000) } })).toBe(true);
      expect(accepts({ texts: { ...texts, [language]: 'x'.repeat(8_001) } })).toBe(false);
    }
    expect(accepts({ texts: { ...texts, de: 'Ich verpflichte mich.' } })).toBe(false);
  });

  it.each([0, 90])('has from none to ninety days of grace, such as %d', graceDays => {
    expect(accepts({ graceDays })).toBe(true);
  });

  it.each([-1, 91, 1.5, '14'])('has no other grace, such as %j', graceDays => {
    expect(accepts({ graceDays })).toBe(false);
  });

  it.each(['2026-2', 'v2.0', 'A'])('has a name of letters, digits, dots and dashes, such as %s', version => {
    expect(accepts({ version })).toBe(true);
  });

  it.each(['', '2026/2', '2026 2', 'ä', 'x'.repeat(33)])('has no other name, such as %j', version => {
    expect(accepts({ version })).toBe(false);
  });

  it('says what a name is made of, where it is not', () => {
    expect(newUndertaking.safeParse({ ...wanted, version: '2026/2' }).error?.issues[0]?.message).toBe(
      'is made of letters, digits, dots and dashes',
    );
  });

  it.each([{ inForceOn: '2026-02-30' }, { inForceOn: undefined }, { publishedBy: 'x' }])('is refused with %j', over => {
    expect(accepts(over)).toBe(false);
  });
});

describe('an acknowledgement', () => {
  const given = { version: '2026-1', language: 'fi' };

  it('may say which text was shown, by its SHA-256', () => {
    const textHash = 'a0'.repeat(32);
    expect(acknowledgement.parse({ ...given, textHash })).toEqual({ ...given, textHash });
    expect(acknowledgement.parse(given)).toEqual(given);
  });

  it.each(['', 'a0'.repeat(31), 'A0'.repeat(32), `x${'a0'.repeat(32)}`, `${'a0'.repeat(32)}0`])(
    'is refused with %j for a SHA-256',
    textHash => {
      const read = acknowledgement.safeParse({ ...given, textHash });
      expect(read.error?.issues[0]?.message).toBe('is a SHA-256 in hexadecimal');
    },
  );

  it('is of a text in a language that there is', () => {
    expect(acknowledgement.safeParse({ ...given, language: 'de' }).success).toBe(false);
  });
});

describe('a signature on paper', () => {
  const paper = {
    staffId: '00000000-0000-7000-8000-000000000001',
    signedOn: '2026-11-24',
    evidence: 'Mappi 3',
    language: 'sv',
  };

  it('says whose it is, of which day, and where the paper is kept', () => {
    expect(paperSignature.parse(paper)).toEqual(paper);
    for (const left of Object.keys(paper)) {
      expect(paperSignature.safeParse({ ...paper, [left]: undefined }).success).toBe(false);
    }
    expect(paperSignature.safeParse({ ...paper, evidence: 'x'.repeat(201) }).success).toBe(false);
    expect(paperSignature.safeParse({ ...paper, importedBy: paper.staffId }).success).toBe(false);
  });
});
