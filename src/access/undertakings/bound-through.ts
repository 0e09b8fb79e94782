import { addDays, LAST_DAY, type Day } from '../../kernel/calendar.js';

/** A version of the undertaking: from which day on it is in force, and for how many days from then the one before counts. */
export interface VersionDays {
  readonly version: string;
  readonly inForceOn: Day;
  readonly graceDays: number;
}

/**
 * The last day on which what a person has acknowledged counts (privacy notice §14): `LAST_DAY` while nothing newer is
 * published, otherwise the last day of grace of the first newer version; null for somebody who acknowledged none. A version
 * that is acknowledged before it is in force counts at once: its words bind whoever says them.
 */
export function boundThrough(acknowledged: ReadonlySet<string>, versions: readonly VersionDays[]): Day | null {
  const ordered = inOrder(versions);
  const newest = ordered.findLastIndex(({ version }) => acknowledged.has(version));
  if (newest < 0) return null;
  const ends = ordered.slice(newest + 1).map(({ inForceOn, graceDays }) => addDays(inForceOn, graceDays - 1));
  return ends.reduce((first, end) => (end < first ? end : first), LAST_DAY);
}

/** Whether what a person has acknowledged counts on `today`, and its last day: null where it has none, or nothing was acknowledged. */
export function bindingOn(
  today: Day,
  acknowledged: ReadonlySet<string>,
  versions: readonly VersionDays[],
): { readonly bound: boolean; readonly boundThroughOn: Day | null } {
  const throughOn = boundThrough(acknowledged, versions);
  const bound = throughOn !== null && today <= throughOn;
  return { bound, boundThroughOn: throughOn === LAST_DAY ? null : throughOn };
}

/** When the person acknowledged the first of those versions that count on `day`; null for somebody whom none binds then. */
export function boundSince(
  acknowledged: readonly { readonly version: string; readonly at: Date }[],
  versions: readonly VersionDays[],
  day: Day,
): Date | null {
  const counting = acknowledged.find(({ version }) => {
    const through = boundThrough(new Set([version]), versions);
    return through !== null && day <= through;
  });
  return counting?.at ?? null;
}

/** The version in force on `today`; before the first one's day, the first. Undefined where there is none at all. */
export function inForce<T extends VersionDays>(versions: readonly T[], today: Day): T | undefined {
  const ordered = inOrder(versions);
  return ordered.findLast(({ inForceOn }) => inForceOn <= today) ?? ordered[0];
}

/** The versions that may be acknowledged on `today`: the one in force, and those to come. */
export function acknowledgeable<T extends VersionDays>(versions: readonly T[], today: Day): T[] {
  const current = inForce(versions, today);
  return inOrder(versions).filter(({ inForceOn }) => current !== undefined && current.inForceOn <= inForceOn);
}

/**
 * The version that a person is asked for on `today`: the one in force until it, or a newer one, is acknowledged; then the
 * newest, which may be acknowledged ahead. Undefined where there is none at all.
 */
export function askedFor<T extends VersionDays>(
  acknowledged: ReadonlySet<string>,
  versions: readonly T[],
  today: Day,
): T | undefined {
  const open = acknowledgeable(versions, today);
  return open.some(({ version }) => acknowledged.has(version)) ? open.at(-1) : open[0];
}

function inOrder<T extends VersionDays>(versions: readonly T[]): T[] {
  return [...versions].sort((one, other) => (one.inForceOn < other.inForceOn ? -1 : 1));
}
