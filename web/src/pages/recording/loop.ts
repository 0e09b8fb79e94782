/** A stretch that is played again and again, in milliseconds; `toMs` is null while only its start is set. */
export interface Loop {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** Shorter ones cannot be heard as anything. */
const SHORTEST_MS = 300;

/** The loop with its start here; an end that would not lie behind it is dropped. */
export function startedAt(loop: Loop | null, atMs: number): Loop {
  const toMs = loop?.toMs ?? null;
  return { fromMs: atMs, toMs: toMs !== null && toMs - atMs >= SHORTEST_MS ? toMs : null };
}

/** The loop with its end here; without a start it begins with the recording. An end before the start swaps them. */
export function endedAt(loop: Loop | null, atMs: number): Loop {
  return between(loop?.fromMs ?? 0, atMs);
}

/** The loop between two places, in either order. */
export function between(oneMs: number, otherMs: number): Loop {
  const fromMs = Math.min(oneMs, otherMs);
  return { fromMs, toMs: Math.max(fromMs + SHORTEST_MS, oneMs, otherMs) };
}

/** Where to go on from `atMs`: null where playing simply goes on. Who has moved out of the loop beforehand is let go on. */
export function jumpOf(loop: Loop | null, beforeMs: number, atMs: number): number | null {
  if (!loop || loop.toMs === null) return null;
  return beforeMs <= loop.toMs && atMs >= loop.toMs && beforeMs >= loop.fromMs ? loop.fromMs : null;
}
