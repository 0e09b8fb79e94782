import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { reference } from '../ingest/metadata.schemas.js';

/** So many a person may keep. */
export const MOST_SAVED = 20;

/** The filters that may stand in an address; a strict object, so that a personal one is refused and never kept. */
export const savedFilters = z.strictObject({
  /** So many days back, today included: instead of days that would soon be past. */
  days: z.int().min(1).max(366).optional(),
  from: format.day.optional(),
  to: format.day.optional(),
  queue: format.line(120).optional(),
  unit: format.line(120).optional(),
  ticket: reference.optional(),
  hold: z.boolean().optional(),
});
export type SavedFilters = z.output<typeof savedFilters>;

export const newSavedSearch = z.strictObject({ name: format.line(60), filters: savedFilters });
export type NewSavedSearch = z.output<typeof newSavedSearch>;

export const savedSearchView = z.strictObject({ id: format.id, name: z.string(), filters: savedFilters });
export type SavedSearchView = z.infer<typeof savedSearchView>;

export const savedSearchList = z.strictObject({ items: z.array(savedSearchView), nextCursor: z.null() });
export type SavedSearchList = z.infer<typeof savedSearchList>;
