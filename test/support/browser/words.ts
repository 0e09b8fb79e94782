import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of the client in a language, by the names that its pages use for them. */
export function wordsIn(language: Language): (name: string, told?: Readonly<Record<string, string>>) => string {
  const textOf = textsIn(language);
  return (name, told = {}) => textOf(name).replace(TOLD, (_, key: string) => told[key] ?? '');
}

/** Matches any of some texts of the client, whatever they tell. */
export function sentencesIn(language: Language): (...names: readonly string[]) => RegExp {
  const textOf = textsIn(language);
  const patternOf = (name: string) => textOf(name).split(TOLD_WHOLE).map(escaped).join('.+');
  return (...names) => new RegExp(names.map(patternOf).join('|'));
}

/** The language of a day at the client: `npm run test:days` says which, `npm test` leaves it to each day. */
export function dayIn(language: Language): Language {
  return LANGUAGES.find(one => one === process.env.TALLENNE_DAY_LANGUAGE) ?? language;
}

const TOLD = /\{\{(\w+)[^}]*\}\}/g;
const TOLD_WHOLE = /\{\{[^}]*\}\}/;

function textsIn(language: Language): (name: string) => string {
  const file = join(import.meta.dirname, `../../../web/src/locales/${language}.json`);
  const all = JSON.parse(readFileSync(file, 'utf8')) as unknown;
  return name => {
    const found = name
      .split('.')
      .reduce((inner, part) => (part in Object(inner) ? (inner as Record<string, unknown>)[part] : null), all); // `in` has looked
    if (typeof found !== 'string') throw new Error(`The client has no words for ${name}.`);
    return found;
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
