import type { LetterLanguage } from '../letter-language.js';
import { ENGLISH } from './english.js';
import { FINNISH } from './finnish.js';
import type { LetterWords } from './letter-words.js';
import { SWEDISH } from './swedish.js';

const WORDS: Readonly<Record<LetterLanguage, LetterWords>> = { fi: FINNISH, sv: SWEDISH, en: ENGLISH };

/** The words of the letters in `language`. */
export function wordsOf(language: LetterLanguage): LetterWords {
  return WORDS[language];
}
