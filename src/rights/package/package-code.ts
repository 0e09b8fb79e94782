import { randomBytes } from 'node:crypto';

/** Digits and capitals without those that are taken for another: 0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V. */
const ALPHABET = '23456789ACDEFHJKMNPQRTVWXY';
const CHARACTERS = 20;
const GROUP = 5;
/** The greatest multiple of the alphabet's length in a byte: what lies above would make some characters likelier. */
const FAIR_BELOW = 256 - (256 % ALPHABET.length);

/** A new code that opens a package: 20 characters of 26, which is 94 bits of chance, as `XXXXX-XXXXX-XXXXX-XXXXX`. */
export function packageCode(): string {
  const characters: string[] = [];
  while (characters.length < CHARACTERS)
    for (const byte of randomBytes(CHARACTERS))
      if (byte < FAIR_BELOW && characters.length < CHARACTERS) characters.push(ALPHABET.charAt(byte % ALPHABET.length));
  return characters.join('').replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-');
}
