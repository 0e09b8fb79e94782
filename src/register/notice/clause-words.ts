import type { Writing } from './writing.js';

/** Sections of the notice as an adopted rule names them, such as `Tietosuojaseloste 6 §, 12 §`. */
const OF_NOTICE = /^Tietosuojaseloste((?:,? \d+ §)+)$/;

/** A rule's clause in the language of the notice where it names sections of the notice; any other clause as it was written. */
export function clauseIn(clause: string, { words, and }: Writing): string {
  const numbers = OF_NOTICE.exec(clause)?.[1]?.match(/\d+/g);
  return numbers ? words.protection.ofNotice(and(numbers), numbers.length > 1) : clause;
}
