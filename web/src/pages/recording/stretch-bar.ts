/** Where a stretch lies on the line of time of its recording, in percent of its width. */
interface StretchBar {
  readonly leftPercent: number;
  readonly widthPercent: number;
}

/** A pause has no length of its own: it is drawn as wide as can be seen. */
const LEAST_PERCENT = 0.5;

export function barOf(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  durationMs: number,
): StretchBar {
  const percent = (ms: number) => Math.min(100, (100 * ms) / Math.max(durationMs, 1));
  const leftPercent = Math.min(percent(fromMs), 100 - LEAST_PERCENT);
  return { leftPercent, widthPercent: Math.max(percent(toMs) - leftPercent, LEAST_PERCENT) };
}
