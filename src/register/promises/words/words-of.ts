import type { Language } from '../../../kernel/languages.js';
import { ENGLISH } from './english.js';
import { FINNISH } from './finnish.js';
import type { PromiseWords } from './promise-words.js';
import { SWEDISH } from './swedish.js';

const WORDS: Readonly<Record<Language, PromiseWords>> = { fi: FINNISH, sv: SWEDISH, en: ENGLISH };

export function promiseWordsOf(language: Language): PromiseWords {
  return WORDS[language];
}

/** A text in each language. */
export function inEachLanguage(text: (words: PromiseWords) => string): { fi: string; sv: string; en: string } {
  return { fi: text(FINNISH), sv: text(SWEDISH), en: text(ENGLISH) };
}
