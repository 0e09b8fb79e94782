import { SeededRandom } from './seeded-random.js';
import { leafHash } from '../hashes.js';
import { consistencyProof, inclusionProof, provesConsistency, provesInclusion, rootAt } from '../proofs.js';
import { flipped } from './flipped.js';
import { PerfectSubtrees } from './perfect-subtrees.js';
import { TreeInMemory } from './tree-in-memory.js';

/** Leaves of the largest tree that a proof is asked for. */
export const LARGEST_SIZE = 2 ** 20;
const BATCH = 4096;

export interface ProofReport {
  readonly seed: number;
  /** Proofs of inclusion, and as many of consistency, and as many roots. */
  readonly count: number;
  readonly largestSize: number;
  readonly buildSeconds: number;
  readonly proofSeconds: number;
  /** What did not hold, in a line each. */
  readonly faults: readonly string[];
}

/** One tree in two forms: through the code under test, and as a table of its perfect subtrees. */
export interface BothTrees {
  readonly tiled: TreeInMemory;
  readonly reference: PerfectSubtrees;
}

/** A tree of `size` leaves, appended in batches as the log appends them. */
export function growTrees(size: number): BothTrees {
  const leaves = Array.from({ length: size }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));
  const tiled = new TreeInMemory();
  for (let at = 0; at < size; at += BATCH) tiled.append(leaves.slice(at, at + BATCH));
  return { tiled, reference: new PerfectSubtrees(leaves) };
}

/**
 * Asks for `count` inclusion and `count` consistency proofs of random leaves in random trees up to
 * {@link LARGEST_SIZE}; each must hold against the root of a reference, and none with one byte altered.
 */
export async function checkProofs({ count, seed }: { count: number; seed: number }): Promise<ProofReport> {
  const begun = performance.now();
  const trees = growTrees(LARGEST_SIZE);
  const built = performance.now();
  const random = new SeededRandom(seed);
  const faults = trees.tiled.edge.root().equals(trees.reference.root(LARGEST_SIZE)) ? [] : ['the roots differ'];
  for (let done = 0; done < count; done += 1) faults.push(...(await faultsOfOne(trees, random)));
  return {
    seed,
    count,
    largestSize: LARGEST_SIZE,
    buildSeconds: seconds(begun, built),
    proofSeconds: seconds(built, performance.now()),
    faults,
  };
}

/** Small trees as often as large ones: half of the sizes are spread evenly, half by their number of bits. */
export function anySize(random: SeededRandom, largest: number): number {
  if (random.between(0, 1) === 0) return random.between(1, largest);
  return random.between(1, Math.min(largest, 2 ** random.between(0, Math.ceil(Math.log2(largest)))));
}

async function faultsOfOne({ tiled, reference }: BothTrees, random: SeededRandom): Promise<string[]> {
  const size = anySize(random, tiled.size);
  const [index, earlier] = [random.between(0, size - 1), random.between(0, size)];
  const [root, earlierRoot] = [reference.root(size), reference.root(earlier)];
  const inclusion = await inclusionProof(index, size, tiled.read);
  const consistency = await consistencyProof(earlier, size, tiled.read);
  const leaf = reference.leaf(index);
  const included = (proof: readonly Buffer[]) => provesInclusion(leaf, { index, size, root }, proof);
  const consistent = (proof: readonly Buffer[]) =>
    provesConsistency({ size: earlier, root: earlierRoot }, { size, root }, proof);
  return [
    ...faultIf(!(await rootAt(size, tiled.read)).equals(root), `the root of ${size}`),
    ...faultIf(!included(inclusion), `leaf ${index} is not shown to be in ${size}`),
    ...faultIf(!consistent(consistency), `${size} is not shown to begin with ${earlier}`),
    ...faultIf(holdsAltered(inclusion, included, random), `an altered proof shows leaf ${index} in ${size}`),
    ...faultIf(
      holdsAltered(consistency, consistent, random),
      `an altered proof shows that ${size} begins with ${earlier}`,
    ),
  ];
}

function holdsAltered(
  proof: readonly Buffer[],
  holds: (proof: readonly Buffer[]) => boolean,
  random: SeededRandom,
): boolean {
  if (proof.length === 0) return holds([Buffer.alloc(32)]);
  const [place, byte, bit] = [random.between(0, proof.length - 1), random.between(0, 31), random.between(0, 7)];
  return holds(proof.map((hash, at) => (at === place ? flipped(hash, byte, bit) : hash)));
}

function faultIf(isFault: boolean, line: string): string[] {
  return isFault ? [line] : [];
}

function seconds(fromMs: number, toMs: number): number {
  return Math.round((toMs - fromMs) / 100) / 10;
}
