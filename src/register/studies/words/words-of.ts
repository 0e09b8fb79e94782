import type { Language } from '../../../kernel/languages.js';
import { ENGLISH } from './english.js';
import { FINNISH } from './finnish.js';
import type { StudyWords } from './study-words.js';
import { SWEDISH } from './swedish.js';

const WORDS: Readonly<Record<Language, StudyWords>> = { fi: FINNISH, sv: SWEDISH, en: ENGLISH };

/** The words of a study of service levels in a language. */
export function studyWordsOf(language: Language): StudyWords {
  return WORDS[language];
}
