import { COUNTS, FEWEST, type Counts } from './cell.js';

/** What is counted among what: a part of it, and its rest, are shown only where both are none or at least {@link FEWEST}. */
const PARTS = [
  ['answered', 'calls'],
  ['waited', 'answered'],
  ['numbered', 'calls'],
  ['repeated', 'numbered'],
  ['ticketed', 'answered'],
] as const satisfies readonly (readonly [keyof Counts, keyof Counts])[];

/** Counts as they may be shown: null where one would speak of fewer than {@link FEWEST} calls, or let another be computed. */
export type ShownCounts = { readonly [Name in keyof Counts]: Name extends 'calls' ? number : number | null };

/**
 * The counts of groups and of all of them together, without those that would speak of a few calls. Where one is hidden, so many others of
 * the same kind are with it that those together are no fewer than {@link FEWEST} either: what is left out cannot be had by taking what is
 * shown from the total.
 */
export function hideSmall(
  groups: readonly Counts[],
  total: Counts,
): { readonly groups: readonly ShownCounts[]; readonly total: ShownCounts } {
  const hidden = new Map(PARTS.map(([part]) => [part, new Set<Counts>()]));
  for (const [part, whole] of PARTS) {
    const known = whole === 'calls' ? new Set<Counts>() : hidden.get(whole);
    hidden.set(part, hiddenOf(groups, total, { part, whole, known: known ?? new Set() }));
  }
  const shown = (counts: Counts): ShownCounts => {
    const entries = COUNTS.map(name => [name, isHidden(name, counts) ? null : counts[name]] as const);
    return { ...(Object.fromEntries(entries) as ShownCounts), calls: counts.calls }; // each of COUNTS
  };
  const isHidden = (name: keyof Counts, counts: Counts) => name !== 'calls' && hidden.get(name)?.has(counts) === true;
  return { groups: groups.map(shown), total: shown(total) };
}

interface Part {
  readonly part: (typeof PARTS)[number][0];
  readonly whole: (typeof PARTS)[number][1];
  /** Where the whole is hidden already. */
  readonly known: ReadonlySet<Counts>;
}

function hiddenOf(groups: readonly Counts[], total: Counts, { part, whole, known }: Part): Set<Counts> {
  const tooFew = (counts: readonly Counts[]) => {
    const [one, all] = [sumOf(counts, part), sumOf(counts, whole)];
    return isFew(one) || isFew(all - one);
  };
  if (tooFew([total]) || known.has(total)) return new Set([...groups, total]);
  const hidden = new Set(groups.filter(group => tooFew([group]) || known.has(group)));
  if (hidden.size === 0) return hidden;
  // At the latest all of them together are enough: they are the total.
  // One that is all or nothing hides nobody.
  const isMixed = (group: Counts) => group[part] > 0 && group[part] < group[whole];
  const others = groups
    .filter(group => !hidden.has(group))
    .sort((one, other) => Number(isMixed(other)) - Number(isMixed(one)) || one[part] - other[part]);
  for (const group of others) {
    if (hidden.size > 1 && !tooFew([...hidden])) break;
    hidden.add(group);
  }
  return hidden;
}

/** Some, and fewer than may be spoken of. */
function isFew(count: number): boolean {
  return count > 0 && count < FEWEST;
}

function sumOf(counts: readonly Counts[], name: keyof Counts): number {
  return counts.reduce((sum, one) => sum + one[name], 0);
}
