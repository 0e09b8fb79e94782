import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { REVIEW_KINDS } from './access-review.entity.js';

/** What a person sees of the review of their own access. */
export const ownReview = z.strictObject({
  id: format.id,
  kind: z.enum(REVIEW_KINDS),
  effectiveOn: format.day,
  suspendOn: format.day,
  revokeOn: format.day,
  suspended: z.boolean(),
  reviewerName: z.string().nullable(),
});
export type OwnReview = z.infer<typeof ownReview>;
