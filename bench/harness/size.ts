import type { Installation } from './installation.js';
import { SMALL, type Site } from './site.js';

/** How many recordings there are, and where. */
export interface Size {
  readonly recordings: number;
  readonly at: (site: Site) => Promise<Installation>;
}

/** Seeded by SQL, as rows only. */
export function seeded(recordings: number): Size {
  return { recordings, at: site => site.installation(recordings) };
}

/** Seeded by COPY, with index values and keys. */
export function grownTo(recordings: number): Size {
  return { recordings, at: async site => (await site.grown(recordings)).served() };
}

/** What a grown installation is compared with: as it is, and small. */
export const GROWN_FROM: Size = grownTo(SMALL);

/** As names of rows have it: `10m`, `100k`. */
export function shortNumber(count: number): string {
  if (count >= 1_000_000) return `${count / 1_000_000}m`;
  return count >= 1000 ? `${count / 1000}k` : String(count);
}
