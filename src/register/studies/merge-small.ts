import type { StudiedCell } from '../../recordings/index.js';
import { FEWEST, together, type Cell, type Place } from './cell.js';

/** Calls that will be told of together, and as what. */
interface Heap {
  readonly place: Place;
  readonly parts: readonly StudiedCell[];
}

/**
 * The calls of one day in cells of at least {@link FEWEST} (ADR 0021). What is smaller is told without its hour, together with the other
 * small ones of its queue and unit; what is still too small without its unit; then without its queue; and a day with fewer calls than
 * that not at all. Where the small ones together are too few, the smallest cell beside them is told with them: so every cell is large
 * enough by itself, each call is in one, and nothing that is small can be computed from whatever is added up or taken away.
 */
export function mergeSmall(day: readonly StudiedCell[]): Cell[] {
  const fine = day.map(part => ({ place: { queue: part.queue, unit: part.unit, hour: part.hour }, parts: [part] }));
  const byUnit = eachOf(
    fine,
    ({ queue, unit }) => `${queue}\n${unit}`,
    ({ queue, unit }) => ({ queue, unit, hour: null }),
  );
  const byQueue = eachOf(
    byUnit,
    ({ queue }) => queue,
    ({ queue }) => ({ queue, unit: '', hour: null }),
  );
  const all = eachOf(
    byQueue,
    () => '',
    () => ({ queue: '', unit: '', hour: null }),
  );
  return all.filter(isLarge).flatMap(({ parts, place }) => together(parts, place) ?? []);
}

/** Joins the small heaps of each group; what is left small of a group is its last heap, for the next step. */
function eachOf(
  heaps: readonly Heap[],
  groupOf: (place: Place) => string,
  wider: (place: Place) => Place,
): readonly Heap[] {
  const groups = Map.groupBy(heaps, ({ place }) => groupOf(place));
  return [...groups.values()].flatMap(group => joinSmall(group, wider));
}

function joinSmall(group: readonly Heap[], wider: (place: Place) => Place): readonly Heap[] {
  const small = group.filter(heap => !isLarge(heap));
  const [first] = small;
  if (!first) return group;
  const large = group.filter(isLarge).sort(bySize);
  const taken = sizeOf(small) < FEWEST ? large.slice(0, 1) : [];
  const joined = { place: wider(first.place), parts: [...small, ...taken].flatMap(({ parts }) => parts) };
  return [...large.slice(taken.length), joined];
}

function isLarge({ parts }: Heap): boolean {
  return callsOf(parts) >= FEWEST;
}

function bySize(one: Heap, other: Heap): number {
  return callsOf(one.parts) - callsOf(other.parts) || nameOf(one.place).localeCompare(nameOf(other.place), 'en');
}

function sizeOf(heaps: readonly Heap[]): number {
  return heaps.reduce((sum, { parts }) => sum + callsOf(parts), 0);
}

function callsOf(parts: readonly StudiedCell[]): number {
  return parts.reduce((sum, { calls }) => sum + calls, 0);
}

function nameOf({ queue, unit, hour }: Place): string {
  return `${queue}\n${unit}\n${hour ?? ''}`;
}
