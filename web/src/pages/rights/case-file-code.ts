/** Digits and capitals without those that are taken for another, as the server writes the codes of packages. */
const ALPHABET = '23456789ACDEFHJKMNPQRTVWXY';
const CHARACTERS = 20;
const GROUP = /.{5}(?=.)/g;
const BYTE = 256;
/** What lies above would make some characters likelier. */
const FAIR_BELOW = BYTE - (BYTE % ALPHABET.length);
/** The server takes no code with fewer different characters: it would not be made by chance. */
const LEAST_DIFFERENT = 8;

/** A new code that a case file opens with, `XXXXX-XXXXX-XXXXX-XXXXX`. It is made here and never sent back. */
export function caseFileCode(): string {
  const characters: string[] = [];
  while (characters.length < CHARACTERS) {
    for (const byte of crypto.getRandomValues(new Uint8Array(CHARACTERS))) {
      if (byte < FAIR_BELOW && characters.length < CHARACTERS) characters.push(ALPHABET.charAt(byte % ALPHABET.length));
    }
  }
  const code = characters.join('').replace(GROUP, '$&-');
  return new Set(code).size < LEAST_DIFFERENT ? caseFileCode() : code;
}
