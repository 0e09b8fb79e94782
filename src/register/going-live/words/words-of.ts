import { ENGLISH } from './english.js';
import { FINNISH } from './finnish.js';
import type { GoingLiveWords } from './going-live-words.js';
import { SWEDISH } from './swedish.js';

/** A text in each language. */
export function inEachLanguage(text: (words: GoingLiveWords) => string): { fi: string; sv: string; en: string } {
  return { fi: text(FINNISH), sv: text(SWEDISH), en: text(ENGLISH) };
}

/** What an option of a finding is called; its letters where the list has it no longer. */
export function optionText(option: string): { fi: string; sv: string; en: string } {
  const named = ({ options }: GoingLiveWords) => new Map<string, string>(Object.entries(options)).get(option) ?? option;
  return inEachLanguage(named);
}
