import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { markSchema, REDACTION_METHODS } from '../../recordings/index.js';
import { REDACTION_STATES } from '../case/case-output.entity.js';

export const newVersion = z.strictObject({ method: z.enum(REDACTION_METHODS) });
export type NewVersionBody = z.output<typeof newVersion>;

/** All marks of a draft, which replace those before. */
export const marksOfDraft = z.strictObject({ marks: z.array(markSchema) });
export type MarksOfDraft = z.output<typeof marksOfDraft>;

export const rejection = z.strictObject({ reason: format.text(2000) });
export type Rejection = z.output<typeof rejection>;

/** `playable`: as 16-bit PCM where browsers cannot play the codec of the copy. */
export const newListening = z.strictObject({ as: z.enum(['copy', 'playable']).default('copy') });
export type NewListening = z.output<typeof newListening>;

export const listeningView = z.strictObject({ id: format.id, audioUrl: z.string(), expiresAt: format.instantOut });
export type ListeningView = z.infer<typeof listeningView>;

/** What whoever asks may do with a version. */
export const PERMITTED = ['mark', 'render', 'listen', 'approve', 'reject'] as const;

/** A version of a recording's redacted copy. */
export const redactionView = z.strictObject({
  id: format.id,
  recordingId: format.id,
  version: z.int(),
  state: z.enum(REDACTION_STATES),
  method: z.enum(REDACTION_METHODS),
  marks: z.array(markSchema),
  channels: z.int(),
  durationMs: z.int(),
  authorId: format.id,
  authorName: z.string().nullable(),
  renderedAt: format.instantOut.nullable(),
  /** SHA-256 in hexadecimal, as are the next two; null before it is rendered, the manifest's before it is approved. */
  originalSha256: z.string().nullable(),
  sha256: z.string().nullable(),
  manifestSha256: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  reviewerId: format.id.nullable(),
  reviewerName: z.string().nullable(),
  reviewedAt: format.instantOut.nullable(),
  /** When the listening began on which the approval rests. */
  listenedAt: format.instantOut.nullable(),
  /** Whether whoever asks has listened to this version through. */
  heard: z.boolean(),
  permitted: z.array(z.enum(PERMITTED)),
});
export type RedactionView = z.infer<typeof redactionView>;

export const redactionList = z.strictObject({ items: z.array(redactionView) });
export type RedactionList = z.infer<typeof redactionList>;
