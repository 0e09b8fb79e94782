import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const EMAIL = /^[^\s@]+@[^\s@]+$/;
/** Written or not at will, and invisible characters that come along with pasted text. */
const IGNORED_IN_NAMES = /['‘’ʻʼ`´]|\p{Cf}/gu;
const NAME_TOKEN = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]+/gu;
const MAX_NAME_TOKENS = 12;

/**
 * A phone number in E.164 ('+358401234567'), read as in Finland when it has no country code; an extension is left out.
 * `null` for what is no subscriber's number by the library's tables: a short code, a PBX extension, other text.
 */
export function normalisePhone(text: string): string | null {
  const phone = parsePhoneNumberFromString(text, { defaultCountry: 'FI', extract: false });
  return phone?.isValid() ? phone.number : null;
}

/** An e-mail address in lower case; `null` unless there is exactly one @ with something, and no space, on both sides. */
export function normaliseEmail(text: string): string | null {
  const email = fold(text.trim());
  return EMAIL.test(email) ? email : null;
}

/**
 * The words by which a name is found, in lower case, in order, without repetition; at most 12, each of two characters or
 * more. The parts of a hyphenated name are words of their own, so that Anna-Liisa and Anna Liisa find each other;
 * apostrophes count for nothing (O'Neil is `oneil`); å, ä, ö and other letters with marks stay what they are.
 */
export function nameTokens(text: string): string[] {
  const written = text.normalize('NFC').replace(IGNORED_IN_NAMES, '');
  const tokens = fold(written).match(NAME_TOKEN) ?? [];
  return [...new Set(tokens)].slice(0, MAX_NAME_TOKENS);
}

/** Lower case first: it leaves some letters (İ) apart from their marks. */
function fold(text: string): string {
  return text.toLocaleLowerCase('fi').normalize('NFC');
}
