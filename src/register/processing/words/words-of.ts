import type { Language } from '../../../kernel/languages.js';
import { ENGLISH } from './english.js';
import { FINNISH } from './finnish.js';
import type { RecordWords } from './record-words.js';
import { SWEDISH } from './swedish.js';

const WORDS: Readonly<Record<Language, RecordWords>> = { fi: FINNISH, sv: SWEDISH, en: ENGLISH };

/** The words of the record of processing in a language. */
export function recordWordsOf(language: Language): RecordWords {
  return WORDS[language];
}
