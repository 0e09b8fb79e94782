import { parsePersonalIdentityCode } from './personal-identity-code.js';
import { LAST_DAY } from './calendar.js';

/** The form of a code (domain.md §4) within a text, also with spaces or a dash of another kind around its mark. */
const CODE = /(?<![0-9A-Z])\d{6}\s?[-+A-FU-Y\u2010-\u2015\u2212]\s?\d{3}[0-9A-Z](?![0-9A-Z])/gi;

/** Whether `text` holds a Finnish personal identity code, rightly written or with a wrong check character. */
export function holdsIdentityCode(text: string): boolean {
  return [...text.matchAll(CODE)].some(([written]) => {
    const parsed = parsePersonalIdentityCode(written.replace(/\s/g, '').replace(/[\u2010-\u2212]/, '-'), LAST_DAY);
    // A slip of the pen in the check character leaves a code that still tells who somebody is.
    return parsed.valid || parsed.reason === 'check';
  });
}
