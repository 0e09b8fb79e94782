import { LOCALES, type Language } from '../../kernel/languages.js';
import { writingIn, type Writing } from '../notice/writing.js';
import type { RecordWords } from './words/record-words.js';
import { recordWordsOf } from './words/words-of.js';

/** What the blocks of a record are written with: the words of the notice, and its own. */
export interface RecordWriting extends Writing {
  readonly record: RecordWords;
  /** A day, from `YYYY-MM-DD`. */
  readonly day: (day: string) => string;
}

export function recordWritingIn(language: Language): RecordWriting {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeZone: 'UTC' });
  return { ...writingIn(language), record: recordWordsOf(language), day: text => format.format(new Date(text)) };
}
