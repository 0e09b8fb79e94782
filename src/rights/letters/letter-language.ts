/** The languages that a data subject can be answered in. */
export const LETTER_LANGUAGES = ['fi', 'sv', 'en'] as const;
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number];
