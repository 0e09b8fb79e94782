import { z } from 'zod';
import { PURPOSES } from '../../access/index.js';
import { DomainError } from '../../kernel/errors.js';
import { holdsIdentityCode } from '../../kernel/identity-codes-in-text.js';
import { RIGHTS } from '../case/rights.js';

const text = z.string().trim().min(1);
const day = z.iso.date().describe('A calendar date of Europe/Helsinki.');
const moment = z.iso.datetime().describe('An instant in UTC.');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const contact = z.strictObject({ name: text, lines: z.array(text) });

const redaction = z.strictObject({
  channel: z.union([z.int().min(0), z.literal('all')]),
  fromMs: z.int().min(0),
  toMs: z.int().min(0),
  reason: z.enum(['patient', 'third-person', 'staff', 'secret']),
});

const consultation = z.strictObject({
  on: day,
  purpose: z.enum(PURPOSES),
  staffName: text.nullable().describe('Only where it is essential (CJEU C-579/21).'),
});

const recording = z.strictObject({
  file: z
    .string()
    .regex(/^puhelu-[1-9]\d{0,5}\.(wav|mp3|ogg)$/)
    .nullable()
    .describe('The name in this package; null where no audio is given.'),
  startedAt: moment,
  endedAt: moment,
  direction: z.enum(['inbound', 'outbound', 'internal']),
  queue: z.string(),
  unit: z.string(),
  source: text.describe('The system that the recording came from.'),
  announcement: z
    .strictObject({ version: z.string(), language: z.string() })
    .describe('What callers heard at the start.'),
  lastDayKept: day,
  retentionRule: text,
  originalSha256: sha256.describe('Of the original, also where this package has a redacted copy.'),
  redactions: z.array(redaction).describe('What of the audio is covered, and why; none where it is the original.'),
  held: z
    .array(z.strictObject({ field: text, value: text, providedBy: text, redactedBecause: text.nullable() }))
    .describe('What the contact history holds of the person, field by field, and where each came from.'),
  supplementaryStatements: z
    .array(z.strictObject({ on: day, text, redactedBecause: text.nullable() }))
    .describe('What people have said to the recording.'),
  consultations: z.array(consultation).describe('Each reading and playback.'),
});

/** What `tiedot.json` holds (GDPR arts. 15(1) and 20(1)); `tiedot.schema.json` in the package says so to machines. */
export const packageContents = z.strictObject({
  schema: z.literal('tallenne-rights-package/1'),
  reference: text.describe('The number of the case.'),
  madeAt: moment,
  controller: contact,
  dataProtectionOfficer: contact,
  rightsAnswered: z.array(z.enum(RIGHTS)).min(1),
  purposes: z.array(z.enum(PURPOSES)).min(1),
  categories: z.array(text).min(1),
  recipients: z.array(z.strictObject({ name: text, disclosedOn: day.nullable() })),
  retention: text,
  source: text,
  rights: z.array(z.enum([...RIGHTS, 'complaint'])).describe('The rights that the person has (art. 15(1)(e), (f)).'),
  automatedDecisions: z.literal(false),
  recordings: z.array(recording),
});
export type PackageContents = z.input<typeof packageContents>;

/**
 * `tiedot.json`: UTF-8, indented, ending in a line break. Throws `package-holds-identity-code` where a personal identity code
 * is among the texts (Data Protection Act §29), and a ZodError for contents of another form.
 */
export function contentsJson(contents: PackageContents): Buffer {
  const checked = packageContents.parse(contents);
  if (textsIn(checked).some(holdsIdentityCode)) throw holdsCode();
  return written(checked);
}

/** `tiedot.schema.json`: the JSON Schema (draft 2020-12) of `tiedot.json`. */
export function contentsSchemaJson(): Buffer {
  return written(z.toJSONSchema(packageContents));
}

function written(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function holdsCode(): DomainError {
  return new DomainError(
    'unprocessable',
    'package-holds-identity-code',
    'A personal identity code stands in the data of the package: leave it out.',
  );
}
