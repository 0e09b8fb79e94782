import { LOCALES, type Language } from '../../kernel/languages.js';
import { daysInWords, monthsInWords } from '../../kernel/retention-words.js';
import { SECTIONS, type NoticeWords, type Section } from './words/notice-words.js';
import { wordsOf } from './words/words-of.js';

/** What the blocks of a notice are written with. */
export interface Writing {
  readonly language: Language;
  readonly words: NoticeWords;
  readonly days: (count: number) => string;
  readonly months: (count: number) => string;
  /** A country's name; its letters are ISO 3166-1 alpha-2. */
  readonly country: (letters: string) => string;
  /** A language's name; its letters are ISO 639-1. */
  readonly languageName: (letters: string) => string;
  readonly and: (items: readonly string[]) => string;
  readonly or: (items: readonly string[]) => string;
}

export function writingIn(language: Language): Writing {
  const locale = LOCALES[language];
  const [regions, languages] = (['region', 'language'] as const).map(type => new Intl.DisplayNames(locale, { type }));
  const [and, or] = (['conjunction', 'disjunction'] as const).map(type => new Intl.ListFormat(locale, { type }));
  return {
    ...{ language, words: wordsOf(language) },
    days: count => daysInWords(count, language),
    months: count => monthsInWords(count, language),
    country: letters => regions?.of(letters) ?? letters,
    languageName: letters => languages?.of(letters) ?? letters,
    and: items => and?.format(items) ?? items.join(', '),
    or: items => or?.format(items) ?? items.join(', '),
  };
}

/** The number by which a section is referred to: it is never written by hand. */
export function numberOf(section: Section): number {
  return SECTIONS.indexOf(section) + 1;
}
