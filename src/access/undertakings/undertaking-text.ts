import { createHash } from 'node:crypto';

export const UNDERTAKING_LANGUAGES = ['fi', 'sv', 'en'] as const;
export type UndertakingLanguage = (typeof UNDERTAKING_LANGUAGES)[number];

/** The version that every installation begins with; its texts are in the database, as those of all versions. */
export const FIRST_UNDERTAKING = '2026-1';

/** SHA-256 (hex) of a text as it is shown. */
export function undertakingHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The hash that a version keeps of its text in `language`. */
export function hashIn(
  language: UndertakingLanguage,
  { hashFi, hashSv, hashEn }: { readonly hashFi: string; readonly hashSv: string; readonly hashEn: string },
): string {
  return { fi: hashFi, sv: hashSv, en: hashEn }[language];
}
