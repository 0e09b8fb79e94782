const DAY_MS = 86_400_000;

/** No call lasts longer: its audio may last 24 hours, and a source may wait as long before it says that the call has ended. */
export const MOST_CALL_DAYS = 2;

/** Whether a call may have lasted from `startedAt` to `endedAt`. */
export function mayHaveLasted({ startedAt, endedAt }: { readonly startedAt: Date; readonly endedAt: Date }): boolean {
  return endedAt.getTime() - startedAt.getTime() <= MOST_CALL_DAYS * DAY_MS;
}
