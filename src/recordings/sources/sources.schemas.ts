import { z } from 'zod';
import { EEA_COUNTRIES } from '../../kernel/countries.js';
import { format } from '../../platform/http/index.js';
import { announcement, isEachOnce } from '../ingest/announcement.js';
import { sourceForm } from '../ingest/formats/source-form.js';
import { SOURCE_NAME } from '../ingest/metadata.schemas.js';

export const sourceName = z.string().regex(SOURCE_NAME, 'must be a source name: small letters, digits, . _ -');

const copyDeleted = z.strictObject({
  /** The last day of calls whose copies are gone at the source. */
  throughOn: format.day,
  /** Where the evidence is: a ticket, a log, a letter. */
  reference: format.line(200),
});

/** Where the source's own copy of a call lives: in the EEA, whoever keeps it (privacy notice §11). */
const ownCopy = z.strictObject({ place: format.line(120), country: z.enum(EEA_COUNTRIES) });

const settings = {
  /** Takes structured identity codes and patients; off unless the register needs them (privacy notice §6). */
  keepsIdentityCodes: z.boolean(),
  /** How its documents are read. */
  form: sourceForm,
  /** What callers hear, by plan (domain.md §1). */
  announcements: z.array(announcement).max(200),
  /** How many days the source keeps its own copy (privacy notice §12); certificates say so. null: it has not said. */
  keepsDays: z.int().min(0).max(36_500).nullable(),
  /** Evidence that the source has deleted its own copies; null: there is none. */
  copyDeleted: copyDeleted.nullable(),
  /** null: the maintainer of the source has not stated it. */
  ownCopy: ownCopy.nullable(),
};

/** What of the settings is to be; what is left out stays as it is. */
export const sourceChange = z.strictObject({
  ...settings,
  form: settings.form.optional(),
  announcements: settings.announcements
    .refine(isEachOnce, 'must not have two entries for the same calls from the same day')
    .optional(),
  /** One announcement for every queue, instead of `announcements`; null: none is planned. */
  notice: z.strictObject({ version: format.line(40), language: z.string().regex(/^[a-z]{2}$/) }).nullish(),
  keepsDays: settings.keepsDays.optional(),
  copyDeleted: settings.copyDeleted.optional(),
  ownCopy: settings.ownCopy.optional(),
});
export type SourceChange = z.output<typeof sourceChange>;

export const sourceView = z.strictObject({ name: z.string(), ...settings });
export type SourceView = z.output<typeof sourceView>;

export const sourceList = z.strictObject({ items: z.array(sourceView), nextCursor: z.null() });
