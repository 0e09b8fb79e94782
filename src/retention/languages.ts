import { z } from 'zod';

export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const language = z.enum(LANGUAGES);

/** Only the language of a paper; without it the browser's wish counts. */
export const languageQuery = z.strictObject({ language: language.optional() });
export type LanguageQuery = z.output<typeof languageQuery>;

/** The language of a paper: what was asked for, else the first of ours in `Accept-Language` (RFC 9110 §12.5.4), else Finnish. */
export function languageOf(asked: Language | undefined, accepted: string | undefined): Language {
  return asked ?? wished(accepted ?? '').find(isOurs) ?? 'fi';
}

function wished(accepted: string): string[] {
  const ranges = accepted.split(',').map(range => {
    const wish = range.trim().toLowerCase();
    const quality = wish
      .split(';')
      .slice(1)
      .find(parameter => parameter.trim().startsWith('q='))
      ?.trim()
      .slice(2);
    return { language: wish.replace(/[-;].*$/s, '').trim(), quality: quality === undefined ? 1 : Number(quality) };
  });
  return ranges
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(range => range.language);
}

function isOurs(tag: string): tag is Language {
  return (LANGUAGES as readonly string[]).includes(tag);
}
