import { isDay, type Day } from './calendar.js';

/** Why a text is not a personal identity code; the first that applies, in this order. */
export type PersonalIdentityCodeFault = 'form' | 'mark' | 'date' | 'future' | 'number' | 'check';

export type ParsedPersonalIdentityCode =
  | { readonly valid: true; readonly code: string; readonly bornOn: Day; readonly artificial: boolean }
  | { readonly valid: false; readonly reason: PersonalIdentityCodeFault };

// Without the `u` flag `i` folds ASCII only, so that ſ does not pass for S.
const FORM = /^\d{6}.\d{3}[0-9A-Z]$/i;
const CENTURIES = [
  { century: '18', marks: '+' },
  { century: '19', marks: '-YXWVU' },
  { century: '20', marks: 'ABCDEF' },
] as const;
const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const FIRST_NUMBER = 2;
const FIRST_ARTIFICIAL_NUMBER = 900;

/**
 * Reads a Finnish personal identity code (henkilötunnus): DDMMYY, century mark, individual number, check character
 * (domain.md §4, with the marks taken into use in 2023). Spaces around it and lower case are forgiven.
 * `code` is the whole code in upper case: the mark belongs to it, since it alone can tell two people apart. `artificial`
 * is true for numbers 900 to 999, which no person has. `today` is the last day on which one can have been born.
 */
export function parsePersonalIdentityCode(text: string, today: Day): ParsedPersonalIdentityCode {
  const typed = text.trim();
  if (!FORM.test(typed)) return refused('form');
  const century = centuryOf(typed.charAt(6).toUpperCase());
  if (century === undefined) return refused('mark');
  const bornOn = `${century}${typed.slice(4, 6)}-${typed.slice(2, 4)}-${typed.slice(0, 2)}`;
  if (!isDay(bornOn)) return refused('date');
  if (bornOn > today) return refused('future');
  const number = Number(typed.slice(7, 10));
  if (number < FIRST_NUMBER) return refused('number');
  const code = typed.toUpperCase();
  if (code.charAt(10) !== checkCharacter(code)) return refused('check');
  return { valid: true, code, bornOn, artificial: number >= FIRST_ARTIFICIAL_NUMBER };
}

function centuryOf(mark: string): string | undefined {
  return CENTURIES.find(({ marks }) => marks.includes(mark))?.century;
}

function checkCharacter(code: string): string {
  return CHECK_CHARACTERS.charAt(Number(code.slice(0, 6) + code.slice(7, 10)) % CHECK_CHARACTERS.length);
}

function refused(reason: PersonalIdentityCodeFault): ParsedPersonalIdentityCode {
  return { valid: false, reason };
}
