import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { grantView } from '../access.schemas.js';
import { proposalView } from '../grants/grant-proposals.schemas.js';
import { REVIEW_KINDS } from '../reviews/access-review.entity.js';

const count = z.number().int();

const reviewTask = z.strictObject({
  id: format.id,
  kind: z.enum(REVIEW_KINDS),
  staffId: format.id,
  staffName: z.string(),
  suspendOn: format.day,
  suspended: z.boolean(),
  escalated: z.boolean(),
});
export type ReviewTask = z.infer<typeof reviewTask>;

const enrolmentTask = z.strictObject({
  id: format.id,
  staffId: format.id,
  staffName: z.string(),
  expiresAt: format.instantOut,
});
export type EnrolmentTask = z.infer<typeof enrolmentTask>;

const endingGrant = z.strictObject({ grant: grantView, staffName: z.string(), mine: z.boolean() });
export type EndingGrant = z.infer<typeof endingGrant>;

/** What else may wait, in the order in which people are told; each floor says what of it there is (`waiting-kinds.ts`). */
export const WAITING_KINDS = [
  'incidents',
  'incident-confirmations',
  'rights-requests',
  'rights-confirmations',
  'rights-restrictions',
  'disclosures',
  'purge-brake',
  'holds',
  'hold-reviews',
  'erasures',
  'training-copies',
  'departures',
  'retention-rules',
  'notice-versions',
  'notice-differs',
  'promise-incidents',
  'promise-answers',
  'going-live-findings',
  'going-live-decisions',
  'to-sort-out',
  'sources',
  'weekly-samples',
  'call-notes',
  'review-rounds',
  'findings',
  'own-findings',
] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

const waitingGroup = z.strictObject({
  kind: z.enum(WAITING_KINDS),
  /** At most 100: then there may be more. */
  count,
  /** The most urgent ones. `on`: by when, where there is such a day. */
  items: z.array(z.strictObject({ id: z.string(), label: z.string(), on: format.day.nullable() })),
});
export type WaitingGroup = z.infer<typeof waitingGroup>;

/**
 * What waits for who asks, computed at the moment of asking; of each kind the first 20 and how many there are. `waiting`
 * counts what somebody waits for: all but the grants that end within 30 days.
 */
export const tasks = z.strictObject({
  waiting: count,
  counts: z.strictObject({
    proposals: count,
    reviews: count,
    dutyBatches: count,
    enrolments: count,
    endingGrants: count,
  }),
  proposals: z.array(proposalView),
  reviews: z.array(reviewTask),
  enrolments: z.array(enrolmentTask),
  endingGrants: z.array(endingGrant),
  groups: z.array(waitingGroup),
});
export type Tasks = z.infer<typeof tasks>;
