import { createHash } from 'node:crypto';

/** The recipe in words, for people who check a draw. */
export const DRAW_RECIPE =
  'the ids of the pool, ordered by the SHA-256 of the seed (hexadecimal) followed by the id (ASCII), then by the id; the first ones';

/**
 * The calls that `seed` draws from `poolIds`, in the order of the draw: each once, the same for the same seed whatever the
 * order of the pool, every call as likely as any other.
 */
export function drawnCalls(seed: string, poolIds: readonly string[], wanted: number): string[] {
  return poolIds
    .map(id => ({ id, key: createHash('sha256').update(seed).update(id).digest('hex') }))
    .sort((one, other) => (one.key + one.id < other.key + other.id ? -1 : 1))
    .slice(0, wanted)
    .map(({ id }) => id);
}

/** Names a pool in the log without listing it: SHA-256 over its ids in their order, a line each. */
export function poolHash(poolIds: readonly string[]): string {
  return createHash('sha256')
    .update([...poolIds].sort().join('\n'))
    .digest('hex');
}
