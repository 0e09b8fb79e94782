/** The places where a step that cannot be undone has just been taken, and the next one has not: what a test lets a process die at. */
export const CRASH_POINTS = [
  'move.key-copied',
  'move.committed',
  'move.key-dropped',
  'purge.closed',
  'purge.key-destroyed',
  'purge.marked-destroyed',
  'purge.counted',
  'purge.units-reclaimed',
  'purge.blob-deleted',
  'purge.blobs-deleted',
  'purge.completed',
  'erasure.committed',
  'erasure.keys-destroyed',
  'erasure.certified',
  'erasure.blobs-deleted',
  'effect.due',
  'effect.begun',
  'effect.applied',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

type Strike = (point: CrashPoint) => void | Promise<void>;

let strike: Strike | undefined;

/** Says that a process has come to `point`. Nothing happens there unless a test has asked for it in this very process. */
export async function reached(point: CrashPoint): Promise<void> {
  if (strike) await strike(point);
}

/** For tests: what happens at each point from now on; without an argument, nothing any more. */
export function strikeAt(what?: Strike): void {
  strike = what;
}
