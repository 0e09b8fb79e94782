const PREFIX = /^(?:sips?|tel):/i;
const AFTER_NUMBER = /[@;].*$/s;
const NUMBER = /^\+?[\d\s().\/\u2010-\u2015-]*$/;
const SHORTEST_NUMBER = 7;
/** What a number that can be called from anywhere in Finland begins with, beside its digits. */
const DIALLED = /^(?:\+|0|358)/;

/** Whether `text` may be the telephone number of somebody outside: seven digits or more, whatever stands between them. */
export function isPhoneNumber(text: string | undefined): boolean {
  return NUMBER.test(numberIn(text)) && digitsIn(text).length >= SHORTEST_NUMBER;
}

/**
 * Whether `text` is written as a number is dialled: with `+`, `0` or `358` in front. Ids, such as `1772349300.42` of
 * Asterisk, and personnel numbers may be long rows of digits as well.
 */
export function isDialledNumber(text: string | undefined): boolean {
  return isPhoneNumber(text) && DIALLED.test(numberIn(text).replaceAll(/[^\d+]/g, ''));
}

/** Whether `text` is the number of a telephone of the house: one to six digits. */
export function isExtension(text: string | undefined): boolean {
  return /^\d{1,6}$/.test(text ?? '');
}

function numberIn(text: string | undefined): string {
  return (text ?? '').trim().replace(PREFIX, '').replace(AFTER_NUMBER, '');
}

function digitsIn(text: string | undefined): string {
  return numberIn(text).replaceAll(/\D/g, '');
}
