import { ageMs, type InboxFile } from '../../../platform/files/inbox/inbox-place.js';
import { markersOf } from './file-kinds.js';

/** Not changed for the settable while, or somebody has put the mark beside it that says that it is whole. */
export async function isWhole(file: InboxFile): Promise<boolean> {
  const { settleMs } = file.inbox.terms;
  if (settleMs === null || ageMs(file) >= settleMs) return true;
  for (const mark of markersOf(file.place)) if (await file.inbox.has(mark)) return true;
  return false;
}

/** Whether what belongs to the file has had its time to come. Times of files are by the clock that dated them. */
export function hasWaited(file: InboxFile): boolean {
  return ageMs(file) >= file.inbox.terms.waitMs;
}
