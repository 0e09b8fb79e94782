import { SeededRandom } from '../../src/cli/demo/seeded-random.js';

/** `size` of the items, each as likely as any other: of mutants, a file has a share by how many it has. In their order. */
export function draw<Item>(items: readonly Item[], size: number, seed: number): Item[] {
  const random = new SeededRandom(seed);
  const places = items.map((_, index) => index);
  for (let at = 0; at < Math.min(size, places.length); at++) {
    const other = random.between(at, places.length - 1);
    [places[at], places[other]] = [places[other] ?? 0, places[at] ?? 0];
  }
  const chosen = new Set(places.slice(0, size));
  return items.filter((_, index) => chosen.has(index));
}

/** Wilson's interval of 95 % for a share of which `part` of `whole` were found, from 0 to 1. */
export function wilson(part: number, whole: number): { readonly low: number; readonly high: number } {
  if (whole === 0) return { low: 0, high: 1 };
  const z = 1.959964;
  const share = part / whole;
  const middle = share + z ** 2 / (2 * whole);
  const reach = z * Math.sqrt((share * (1 - share)) / whole + z ** 2 / (4 * whole ** 2));
  const scale = 1 + z ** 2 / whole;
  return { low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) };
}
