import { NOBODY } from '../../kernel/ids.js';
import type { Column } from '../reach.js';

/** Where the facts of a review that lists depend on live; the same as `reviewFacts`. */
export const REVIEW_COLUMNS: Readonly<Record<string, Column>> = {
  staffId: { sql: 'staff_id', type: 'uuid' },
  reviewerIds: { sql: `array_remove(deputy_ids || reviewer_id::text, '${NOBODY}')`, type: 'text', array: true },
};
