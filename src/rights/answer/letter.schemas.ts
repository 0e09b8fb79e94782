import { z } from 'zod';
import { PURPOSES } from '../../access/index.js';
import { format } from '../../platform/http/index.js';
import { LETTER_LANGUAGES } from '../letters/letter-language.js';
import { PARTS } from '../letters/parts.js';
import { LEGAL_BASES } from '../effects/legal-bases.js';
import { RIGHTS } from '../case/rights.js';

export const LETTER_KINDS = [
  'receipt',
  'identity-asked',
  'clarification-asked',
  'extension-notice',
  'answer',
  'restriction-lifting',
  'recipient-notice',
  'disclosure-cover',
  'forwarding',
  'retention-final-day',
] as const;

const words = format.text(4000);
const lines = z.array(format.line(300)).min(1).max(10);

/** What the case itself does not know. All words in the language of the letter; what is left out is taken from the case. */
export const letterParts = z.strictObject({
  to: z.strictObject({ name: format.line(200), lines }).optional(),
  /** What follows from each decision for this person. */
  effects: z.partialRecord(z.enum(RIGHTS), words).optional(),
  /** Of an erasure: the day on which the last backup of the key lapses. */
  finalOn: format.day.optional(),
  basisOfPurposes: z
    .array(z.strictObject({ purpose: z.enum(PURPOSES), basis: z.enum(LEGAL_BASES) }))
    .max(PURPOSES.length)
    .optional(),
  purposes: format.each(z.array(z.enum(PURPOSES)).min(1)).optional(),
  categories: z.array(format.line(300)).min(1).max(30).optional(),
  /** An empty list says that nobody was given anything. */
  recipients: z.array(format.line(300)).max(50).optional(),
  retention: words.optional(),
  source: words.optional(),
  /** Whose name is essential for the person, and why (CJEU C-579/21): the event of the consultation. */
  named: z
    .array(z.strictObject({ eventId: format.id, because: words }))
    .max(200)
    .optional(),
  doubt: words.optional(),
  ways: z.array(format.line(300)).min(1).max(10).optional(),
  question: words.optional(),
  because: z.enum(['complexity', 'number']).optional(),
  reason: words.optional(),
  liftedOn: format.day.optional(),
  right: z.enum(['rectification', 'erasure', 'restriction']).optional(),
  disclosedOn: format.day.optional(),
  disclosure: format.line(300).optional(),
  effect: words.optional(),
  scope: words.optional(),
  erasedOn: format.day.optional(),
});
export type LetterParts = z.output<typeof letterParts>;

export const newLetter = z.strictObject({
  kind: z.enum(LETTER_KINDS),
  /** That of the case where it is left out. */
  language: z.enum(LETTER_LANGUAGES).optional(),
  parts: letterParts.default({}),
});
export type NewLetter = z.output<typeof newLetter>;

export const madeLetter = z.strictObject({
  documentId: format.id,
  kind: z.enum(LETTER_KINDS),
  language: z.enum(LETTER_LANGUAGES),
  sizeBytes: z.number().int(),
  sha256: z.string(),
});
export type MadeLetter = z.infer<typeof madeLetter>;

export const missingQuery = z.strictObject({ kind: z.enum(LETTER_KINDS) });
export type MissingQuery = z.output<typeof missingQuery>;

/** What a letter of this kind would lack if nothing were added to what the case knows. */
export const missingView = z.strictObject({ kind: z.enum(LETTER_KINDS), parts: z.array(z.enum(PARTS)) });
export type MissingView = z.infer<typeof missingView>;
