import type { CheckResult } from './check-result.js';

/** What is known of a promise before a check. */
export interface KnownBefore {
  /** When it was last found to hold; null: never. */
  readonly heldAt: Date | null;
  /** The newest incident; null where there never was one. `settledAt` is null while it is open. */
  readonly last: { readonly settledAt: Date | null; readonly broken: number } | null;
}

/**
 * Whether a check opens an incident: it is broken, and no incident of it is open. One that was settled while it did not hold, since
 * what happened cannot be undone, is opened again when more does not hold than then, or when it has held meanwhile.
 */
export function opensIncident({ standing, broken }: CheckResult, { heldAt, last }: KnownBefore): boolean {
  if (standing !== 'broken') return false;
  if (last === null) return true;
  if (last.settledAt === null) return false;
  return broken > last.broken || (heldAt !== null && heldAt > last.settledAt);
}
