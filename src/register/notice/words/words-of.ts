import type { Language } from '../../../kernel/languages.js';
import { ENGLISH } from './english.js';
import { FINNISH } from './finnish.js';
import type { NoticeWords } from './notice-words.js';
import { SWEDISH } from './swedish.js';

const WORDS: Readonly<Record<Language, NoticeWords>> = { fi: FINNISH, sv: SWEDISH, en: ENGLISH };

/** The words of a notice in a language. */
export function wordsOf(language: Language): NoticeWords {
  return WORDS[language];
}
