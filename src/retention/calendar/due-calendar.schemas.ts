import { z } from 'zod';
import { format } from '../../platform/http/index.js';

const dueDay = z.strictObject({
  day: format.day,
  recordings: z.int(),
  contacts: z.int(),
  quarantined: z.int(),
  trainingCopies: z.int(),
  dossiers: z.int(),
  /** Recordings that are held, and how many for which kind; one may be held for several. */
  held: z.int(),
  heldFor: z.strictObject({ complaint: z.int(), training: z.int(), 'rights-request': z.int() }),
  /** Of audio. */
  bytes: z.int(),
});
export type DueDayView = z.infer<typeof dueDay>;

/** What falls due on each living day; bytes of audio stored now, and given free in the last 30 days. */
export const dueList = z.strictObject({
  items: z.array(dueDay),
  totals: z.strictObject({ storedBytes: z.int(), freedBytesIn30Days: z.int() }),
  nextCursor: z.null(),
});
export type DueList = z.infer<typeof dueList>;
