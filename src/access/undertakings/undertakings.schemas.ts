import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { UNDERTAKING_LANGUAGES } from './undertaking-text.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is a SHA-256 in hexadecimal');

/** A text in each of the languages. */
const texts = z.strictObject({ fi: format.text(8000), sv: format.text(8000), en: format.text(8000) });

/** A person acknowledges a version, in the text of a language; `textHash` is that of the text that was shown. */
export const acknowledgement = z.strictObject({
  version: format.line(32),
  language: z.enum(UNDERTAKING_LANGUAGES),
  textHash: sha256.optional(),
});
export type Acknowledgement = z.output<typeof acknowledgement>;

/**
 * What a person is asked for. `bound`: what they acknowledged counts today; `boundThroughOn` is its last day, null where it
 * has none or nothing was acknowledged.
 */
export const undertakingState = z.strictObject({
  version: z.string(),
  inForceOn: format.day,
  texts: z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() }),
  acknowledged: z.boolean(),
  bound: z.boolean(),
  boundThroughOn: format.day.nullable(),
});
export type UndertakingState = z.infer<typeof undertakingState>;

/** A new version; for `graceDays` from its first day on the one before still counts. */
export const newUndertaking = z.strictObject({
  version: format.line(32).regex(/^[A-Za-z0-9.-]+$/, 'is made of letters, digits, dots and dashes'),
  texts,
  inForceOn: format.day,
  graceDays: z.number().int().min(0).max(90),
});
export type NewUndertaking = z.output<typeof newUndertaking>;

/** A version. `missing`: how many active people with a grant have acknowledged neither it nor a newer one. */
export const undertakingView = z.strictObject({
  version: z.string(),
  inForceOn: format.day,
  graceDays: z.number().int(),
  inForce: z.boolean(),
  texts: z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() }),
  hashes: z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() }),
  publishedBy: format.id.nullable(),
  publishedAt: format.instantOut,
  missing: z.number().int(),
});
export type UndertakingView = z.infer<typeof undertakingView>;

/** All of them, newest first: there are a few in a decade. */
export const undertakingList = z.strictObject({ items: z.array(undertakingView), nextCursor: z.null() });

export const missingQuery = pageQuery;
export type MissingQuery = z.output<typeof missingQuery>;

/** Somebody with a grant who has acknowledged neither the version nor a newer one. */
export const missingPage = pageOf(z.strictObject({ staffId: format.id, displayName: z.string() }));
export type MissingPerson = z.infer<typeof missingPage>['items'][number];

/** A signature on paper: `evidence` says where the paper is kept. */
export const paperSignature = z.strictObject({
  staffId: format.id,
  signedOn: format.day,
  evidence: format.line(200),
  language: z.enum(UNDERTAKING_LANGUAGES),
});
export type PaperSignature = z.output<typeof paperSignature>;

export const versionName = z.string().max(32);

/**
 * How a person stands to the undertaking, and what they acknowledged. `boundThroughOn`: null while no newer version ends it, and for who
 * has acknowledged none. `signedOn`: the day of a signature on paper.
 */
export const staffUndertakings = z.strictObject({
  bound: z.boolean(),
  boundThroughOn: format.day.nullable(),
  items: z.array(
    z.strictObject({
      version: z.string(),
      language: z.string(),
      acknowledgedAt: format.instantOut,
      signedOn: format.day.nullable(),
      importedByName: z.string().nullable(),
    }),
  ),
});
export type StaffUndertakings = z.infer<typeof staffUndertakings>;
