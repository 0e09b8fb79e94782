/** How many people's duties may change within the hour before somebody has to look (design §5). */
export const PEOPLE_AN_HOUR = 10;
export const BATCH_WINDOW_MS = 3_600_000;

/**
 * Whether a change waits in a batch: it would be that of an eleventh person within the hour, or it follows one of the same
 * person that waits, which it must not overtake.
 * @param opensReview changes that open no review harm nobody and are not counted
 * @param recent the people whose duties changed within the hour, in a way that opens a review
 * @param earlierHeld whether an earlier change of the same person waits
 */
export function waitsInBatch(
  staffId: string,
  opensReview: boolean,
  recent: ReadonlySet<string>,
  earlierHeld: boolean,
): boolean {
  return earlierHeld || (opensReview && new Set([...recent, staffId]).size > PEOPLE_AN_HOUR);
}
