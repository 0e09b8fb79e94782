import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Language = 'fi' | 'sv' | 'en';

/** The words of the client in a language, by the names that its pages use for them. */
export function wordsIn(language: Language): (name: string, told?: Readonly<Record<string, string>>) => string {
  const file = join(import.meta.dirname, `../../../web/src/locales/${language}.json`);
  const all = JSON.parse(readFileSync(file, 'utf8')) as unknown;
  return (name, told = {}) => {
    const found = name
      .split('.')
      .reduce((inner, part) => (part in Object(inner) ? (inner as Record<string, unknown>)[part] : null), all); // `in` has looked
    if (typeof found !== 'string') throw new Error(`The client has no words for ${name}.`);
    return found.replace(/\{\{(\w+)[^}]*\}\}/g, (_, key: string) => told[key] ?? '');
  };
}
