/** A text as it is printed: composed letters, plain spaces, and none of the signs that only a screen needs. */
export function printed(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\t\u00a0\u202f]/g, ' ')
    .replace(/\p{Cf}/gu, '');
}
