import { helsinkiDay, type Day } from '../../../kernel/calendar.js';

/** How long an upload may take, from its creation on. */
const UPLOAD_MS = 24 * 3_600_000;

/** When an upload ends that began at `createdAt`. */
export function endOfUpload(createdAt: Date): Date {
  return new Date(createdAt.getTime() + UPLOAD_MS);
}

/** The last day of the parts of an upload: the one on which it ends. In the night of the March change that is the day after the next. */
export function lastDayOfUpload(createdAt: Date): Day {
  return helsinkiDay(endOfUpload(createdAt));
}
