import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, parseDay, type Day } from './calendar.js';
import { parsePersonalIdentityCode } from './personal-identity-code.js';

const TODAY = parseDay('2026-07-01');
const parse = (text: string) => parsePersonalIdentityCode(text, TODAY);

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

/** Digits, then the letters without those that look like a digit. */
const CHECK_BY_REMAINDER = ALPHANUMERIC.filter(character => !'GIOQZ'.includes(character));

const MARKS = new Map([
  ['18', ['+']],
  ['19', ['-', 'Y', 'X', 'W', 'V', 'U']],
  ['20', ['A', 'B', 'C', 'D', 'E', 'F']],
]);

function codeOf(bornOn: Day, mark: string, number: string): string {
  const birth = bornOn.slice(8) + bornOn.slice(5, 7) + bornOn.slice(2, 4);
  return birth + mark + number + String(CHECK_BY_REMAINDER[Number(BigInt(birth + number) % 31n)]);
}

/** An artificial code (number 900 to 999) of anybody who could be born from 1800 to today, with its parts. */
const built = fc
  .record({
    bornOn: fc.integer({ min: 0, max: 82_725 }).map(n => addDays(parseDay('1800-01-01'), n)),
    markIndex: fc.nat(),
    number: fc.integer({ min: 900, max: 999 }).map(String),
  })
  .map(({ bornOn, markIndex, number }) => {
    const marks = MARKS.get(bornOn.slice(0, 2)) ?? [];
    const mark = marks[markIndex % marks.length] ?? '';
    return { bornOn, mark, code: codeOf(bornOn, mark, number) };
  });

describe('a valid personal identity code', () => {
  it.each([
    ['290204A977V', '2004-02-29'],
    ['311299-998D', '1999-12-31'],
    ['150585Y951A', '1985-05-15'],
    ['070711B942C', '2011-07-07'],
    ['010100A901H', '2000-01-01'],
    ['240688U9367', '1988-06-24'],
  ])('%s was born on %s and is artificial', (code, bornOn) => {
    expect(parse(code)).toEqual({ valid: true, code, bornOn, artificial: true });
  });

  it('is what every date, mark of its century and number make', () => {
    fc.assert(
      fc.property(built, ({ code, bornOn }) => {
        expect(parse(code)).toEqual({ valid: true, code, bornOn, artificial: true });
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps its mark, so that two people who differ in it alone stay two', () => {
    for (const [century, marks] of MARKS) {
      const codes = marks.map(mark => parse(codeOf(parseDay(`${century}07-07-07`), mark, '942')));
      expect(codes.map(found => found.valid && found.code.charAt(6))).toEqual(marks);
    }
  });

  it('may be typed in lower case and with space around it', () => {
    fc.assert(
      fc.property(built, fc.constantFrom('', ' ', '\t', '\n', '\u00a0'), ({ code }, space) => {
        expect(parse(space + code.toLowerCase() + space)).toEqual(parse(code));
      }),
    );
  });

  it('is artificial from number 900 on and a person’s from 002 to 899', () => {
    const withNumber = (number: string) => parse(codeOf(parseDay('1800-01-01'), '+', number));
    expect(withNumber('002')).toMatchObject({ valid: true, artificial: false });
    expect(withNumber('899')).toMatchObject({ valid: true, artificial: false });
    expect(withNumber('900')).toMatchObject({ valid: true, artificial: true });
    expect(withNumber('999')).toMatchObject({ valid: true, artificial: true });
  });

  it('may belong to somebody born today', () => {
    expect(parse(codeOf(TODAY, 'A', '901'))).toMatchObject({ valid: true, bornOn: TODAY });
  });
});

describe('what is refused', () => {
  it('is ſ for S, although it is S in upper case', () => {
    expect(parse('150585Y996S').valid).toBe(true);
    expect(parse('150585Y996ſ')).toEqual({ valid: false, reason: 'form' });
  });

  it.each([
    ['290299-901X', 'date'],
    ['311299-998A', 'check'],
    ['150585G951A', 'mark'],
    ['010190-001P', 'number'],
    ['010190-000N', 'number'],
    ['', 'form'],
    ['150585951A', 'form'],
    ['150585-Y951A', 'form'],
    ['150585Y951AA', 'form'],
    ['15O585Y951A', 'form'],
    ['150585Y9 1A', 'form'],
    ['150585Y951-', 'form'],
    ['150585Y951A\n150585Y951A', 'form'],
    ['150585–951A', 'mark'],
    ['1505850951A', 'mark'],
    ['150585 951A', 'mark'],
    ['150585Z951A', 'mark'],
    ['150585\ufb00951A', 'mark'],
    ['001299-998D', 'date'],
    ['311399-998D', 'date'],
    ['310499-998D', 'date'],
    ['290200-998D', 'date'],
    ['150585Y951G', 'check'],
    ['150585Y951O', 'check'],
  ])('%j for its %s', (text, reason) => {
    expect(parse(text)).toEqual({ valid: false, reason });
  });

  it('is somebody who is not born yet', () => {
    expect(parse(codeOf(addDays(TODAY, 1), 'A', '901'))).toEqual({ valid: false, reason: 'future' });
    expect(parse(codeOf(parseDay('2085-05-15'), 'B', '951'))).toEqual({ valid: false, reason: 'future' });
  });

  it('is every code with a wrong check character', () => {
    fc.assert(
      fc.property(built, fc.constantFrom(...ALPHANUMERIC), ({ code }, check) => {
        fc.pre(check !== code.charAt(10));
        expect(parse(code.slice(0, 10) + check)).toEqual({ valid: false, reason: 'check' });
      }),
    );
  });
});

describe('one changed character', () => {
  const character = fc.oneof(
    fc.constantFrom('+', '-', ...ALPHANUMERIC),
    fc.constantFrom('ſ', 'ı', '\u212a', '\u212b', '–', '−', '٣', '３', '\ufb00', 'ß', ' ', '\n'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  const changed = fc
    .tuple(built, fc.integer({ min: 0, max: 10 }), character)
    .filter(([{ code }, place, put]) => put.toUpperCase() !== code.charAt(place))
    .map(([{ code }, place, put]) => ({ code, place, text: code.slice(0, place) + put + code.slice(place + 1) }));

  it('never reads as the code it was, and is refused except for another mark, which is another person', () => {
    fc.assert(
      fc.property(changed, ({ code, place, text }) => {
        const found = parse(text);
        if (!found.valid) return;
        expect(place).toBe(6);
        expect(found.code).toBe(text.toUpperCase());
        expect(found.code).not.toBe(code);
      }),
      { numRuns: 5000 },
    );
  });

  it('is found in every digit by the check character, a prime being its modulus', () => {
    const digitChanged = fc
      .tuple(built, fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 8, 9), fc.integer({ min: 1, max: 9 }))
      .map(([{ code }, place, by]) => {
        const digit = (Number(code.charAt(place)) + by) % 10;
        return code.slice(0, place) + String(digit) + code.slice(place + 1);
      });
    fc.assert(
      fc.property(digitChanged, text => {
        expect(parse(text).valid).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
