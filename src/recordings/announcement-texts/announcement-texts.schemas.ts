import { z } from 'zod';
import { format } from '../../platform/http/index.js';

const key = {
  /** As the plans of sources, and calls themselves, name it. */
  version: format.line(40),
  language: z.string().regex(/^[a-z]{2}$/, 'must be a language code'),
};

export const newAnnouncementText = z.strictObject({ ...key, text: format.text(2000) });
export type NewAnnouncementText = z.output<typeof newAnnouncementText>;

export const announcementTextView = z.strictObject({
  ...key,
  /** null: a plan names the announcement, and nobody has said what it says. */
  text: z.string().nullable(),
  /** Whether callers hear it today, by the plan of a source. */
  planned: z.boolean(),
  settledBy: format.id.nullable(),
  settlerName: z.string().nullable(),
  settledAt: format.instantOut.nullable(),
});
export type AnnouncementTextView = z.infer<typeof announcementTextView>;

export const announcementTextList = z.strictObject({ items: z.array(announcementTextView), nextCursor: z.null() });
export type AnnouncementTextList = z.infer<typeof announcementTextList>;
