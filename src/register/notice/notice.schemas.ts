import { z } from 'zod';
import { LANGUAGES } from '../../kernel/languages.js';
import { format } from '../../platform/http/index.js';
import { difference, textsOfLanguages } from '../papers/text-block.schemas.js';
import { MISSING_FACTS } from './missing-facts.js';
import { NOTICE_STATES } from './notice-version.entity.js';

export const language = z.enum(LANGUAGES);
export const paperQuery = z.strictObject({ language: language.default('fi') });
export type PaperQuery = z.output<typeof paperQuery>;

/** The number of a version, in a path. */
export const noticeNumber = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

export const newNotice = z.strictObject({ reason: format.text(1000) });
export type NewNotice = z.output<typeof newNotice>;

export const noticeDecision = z.strictObject({
  outcome: z.enum(['published', 'discarded']),
  reason: format.text(1000),
});
export type NoticeDecision = z.output<typeof noticeDecision>;

/** `now`: what a version made now would say. */
const side = z.union([z.literal('now'), noticeNumber]);
export const differencesQuery = z.strictObject({
  from: side,
  to: side.default('now'),
  language: language.default('fi'),
});
export type DifferencesQuery = z.output<typeof differencesQuery>;

const missing = z.array(z.strictObject({ fact: z.enum(MISSING_FACTS), of: z.string().nullable() }));

export const noticeVersionView = z.strictObject({
  version: z.int(),
  state: z.enum(NOTICE_STATES),
  /** Whether the public reads it. */
  inForce: z.boolean(),
  /** SHA-256 of the snapshot, as the log names it. */
  sha256: z.string(),
  proposedBy: format.id,
  proposerName: z.string().nullable(),
  proposedAt: format.instantOut,
  decidedBy: format.id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: format.instantOut.nullable(),
  mayDecide: z.boolean(),
});
export type NoticeVersionView = z.infer<typeof noticeVersionView>;

/** The notice as it stands: its versions, and whether the published one says what the rules do. */
export const noticeView = z.strictObject({
  versions: z.array(noticeVersionView),
  /** null: none is published. */
  published: z.int().nullable(),
  /** The one that waits for a second person. */
  proposed: z.int().nullable(),
  /** Whether the published version says what the rules and settings do now; null: none is published. */
  upToDate: z.boolean().nullable(),
  /** Whether the waiting version does: otherwise nobody can publish it. */
  proposedUpToDate: z.boolean().nullable(),
  /** What a version made now would lack (GDPR arts. 13 and 14): it could not be published. */
  missing,
});
export type NoticeView = z.infer<typeof noticeView>;

const facts = z.record(z.string(), z.unknown());

/** What a version says, and what it was made of. */
export const noticeText = z.strictObject({
  version: z.int().nullable(),
  title: z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() }),
  sha256: z.string(),
  missing,
  facts,
  texts: textsOfLanguages,
});
export type NoticeText = z.infer<typeof noticeText>;

/** What anybody may read: the published notice, and nothing about who made it. */
export const openNotice = z.strictObject({
  version: z.int(),
  publishedAt: format.instantOut,
  sha256: z.string(),
  title: z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() }),
  texts: textsOfLanguages,
});
export type OpenNotice = z.infer<typeof openNotice>;

export const noticeDifferences = z.strictObject({ items: z.array(difference), nextCursor: z.null() });
export type NoticeDifferences = z.infer<typeof noticeDifferences>;
