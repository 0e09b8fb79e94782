import { leafHash } from '../hashes.js';
import { consistencySpans, inclusionSpans } from '../merkle.js';
import { consistencyProof, inclusionProof, provesConsistency, provesInclusion } from '../proofs.js';
import { flipped } from './flipped.js';
import { ReferenceTree } from './reference-tree.js';
import { TreeInMemory } from './tree-in-memory.js';

/** A tree in two forms: through the code under test, and as RFC 6962 writes it down. */
export interface SmallTrees {
  readonly tiled: TreeInMemory;
  readonly reference: ReferenceTree;
}

/** How much is asked of each proof: all of it for a quarter of a million takes minutes. */
export interface Thoroughness {
  /** Whether each proof is tried with each alteration, or with one of them in turn. */
  readonly alterations: 'each' | 'one a proof';
  /** Whether its hashes are read from tiles, or the spans of the tree that it asks for are looked up in the reference. */
  readonly from: 'tiles' | 'spans';
}

/** By what is wrong, whether it is so. */
type Questions = Readonly<Record<string, () => boolean>>;

/** A tree of `size` different leaves. */
export function smallTrees(size: number): SmallTrees {
  const entries = Array.from({ length: size }, (_, index) => Buffer.from(`entry ${index}`));
  const tiled = new TreeInMemory();
  tiled.append(entries.map(leafHash));
  return { tiled, reference: new ReferenceTree(entries) };
}

/**
 * What is wrong with the inclusion proofs of all leaves of the tree of `size`, in a line each; the trees must have a
 * leaf more than that. Each must be that of the reference and hold; with anything altered it must not.
 */
export async function inclusionFaults(trees: SmallTrees, size: number, how: Thoroughness): Promise<string[]> {
  const faults: string[] = [];
  for (let index = 0; index < size; index += 1) {
    const proof =
      how.from === 'tiles'
        ? await inclusionProof(index, size, trees.tiled.read)
        : inclusionSpans(index, size).map(({ start, end }) => trees.reference.root(start, end));
    const same = sameHashes(proof, trees.reference.path(index, 0, size));
    const found = [
      ...(same ? [] : ['another proof']),
      ...answers(inclusionQuestions(trees.reference, index, size, proof), how, index + size),
    ];
    faults.push(...found.map(fault => `leaf ${index} of ${size}: ${fault}`));
  }
  return faults;
}

/** What is wrong with the consistency proofs from all earlier sizes to `size`, as in {@link inclusionFaults}. */
export async function consistencyFaults(trees: SmallTrees, size: number, how: Thoroughness): Promise<string[]> {
  const faults: string[] = [];
  for (let earlier = 0; earlier <= size; earlier += 1) {
    const proof =
      how.from === 'tiles'
        ? await consistencyProof(earlier, size, trees.tiled.read)
        : consistencySpans(earlier, size).map(({ start, end }) => trees.reference.root(start, end));
    const same = sameHashes(proof, trees.reference.proof(earlier, size));
    const found = [
      ...(same ? [] : ['another proof']),
      ...answers(consistencyQuestions(trees.reference, earlier, size, proof), how, earlier + size),
    ];
    faults.push(...found.map(fault => `from ${earlier} to ${size}: ${fault}`));
  }
  return faults;
}

function inclusionQuestions(
  reference: ReferenceTree,
  index: number,
  size: number,
  proof: readonly Buffer[],
): Questions {
  const [leaf, root] = [reference.leaf(index), reference.root(0, size)];
  const holds = (claim: object, hashes = proof, hash = leaf) =>
    provesInclusion(hash, { index, size, root, ...claim }, hashes);
  const ofOtherTree = (other: number) => holds({ size: other, root: reference.root(0, other) });
  return {
    'does not hold': () => !holds({}),
    ...questionsOfHashes(proof, root, hashes => holds({}, hashes)),
    'holds for another leaf': () => holds({}, proof, flipped(leaf, 31)),
    'holds for another root': () => holds({ root: flipped(root, 0) }),
    'holds for the index before': () => holds({ index: index - 1 }),
    'holds for the index after': () => holds({ index: index + 1 }),
    'holds for no whole index': () => holds({ index: index + 0.5 }),
    'holds in the tree before': () => ofOtherTree(size - 1),
    'holds in the tree after': () => ofOtherTree(size + 1),
    // A proof says nothing of the size as long as the way up is the same: that is signed together with the root.
    'holds for a size of another shape': () =>
      reference.sides(index, 0, size + 1) !== reference.sides(index, 0, size) && holds({ size: size + 1 }),
  };
}

function consistencyQuestions(
  reference: ReferenceTree,
  earlier: number,
  size: number,
  proof: readonly Buffer[],
): Questions {
  const known = (of: number) => ({ size: of, root: reference.root(0, of) });
  const [before, after] = [known(earlier), known(size)];
  const holds = (old: object, now: object, hashes = proof) =>
    provesConsistency({ ...before, ...old }, { ...after, ...now }, hashes);
  return {
    'does not hold': () => !holds({}, {}),
    ...questionsOfHashes(proof, after.root, hashes => holds({}, {}, hashes)),
    'holds for another earlier root': () => holds({ root: flipped(before.root, 0) }, {}),
    // The empty tree is the beginning of every tree.
    'holds for another root': () => earlier > 0 && holds({}, { root: flipped(after.root, 31) }),
    'holds for the earlier size before': () => holds({ size: earlier - 1 }, {}),
    'holds for the earlier size after': () => holds({ size: earlier + 1 }, {}),
    'holds for no whole earlier size': () => holds({ size: earlier + 0.5 }, {}),
    'holds the wrong way round': () => earlier < size && provesConsistency(after, before, proof),
    'holds for the tree before': () => earlier > 0 && size > 1 && holds({}, known(size - 1)),
    'holds for the tree after': () => earlier > 0 && holds({}, known(size + 1)),
  };
}

function questionsOfHashes(
  proof: readonly Buffer[],
  more: Buffer,
  holds: (proof: readonly Buffer[]) => boolean,
): Questions {
  const altered = proof.map((_, place) => [
    `holds with hash ${place} altered`,
    () => holds(proof.map((hash, at) => (at === place ? flipped(hash, (place * 7) % 32) : hash))),
  ]);
  return {
    ...(Object.fromEntries(altered) as Questions), // entries lose their types on the way
    'holds without the first hash': () => proof.length > 0 && holds(proof.slice(1)),
    'holds without the last hash': () => proof.length > 0 && holds(proof.slice(0, -1)),
    'holds with a hash before': () => holds([more, ...proof]),
    'holds with a hash behind': () => holds([...proof, more]),
  };
}

/** The questions that are answered with yes; the first is asked of each proof, the others all or one `turn` about. */
function answers(questions: Questions, { alterations }: Thoroughness, turn: number): string[] {
  const [first, ...others] = Object.entries(questions);
  const asked = alterations === 'each' ? others : others.filter((_, place) => place === turn % others.length);
  return [...(first ? [first] : []), ...asked].flatMap(([question, isSo]) => (isSo() ? [question] : []));
}

function sameHashes(one: readonly Buffer[], other: readonly Buffer[]): boolean {
  return one.length === other.length && Buffer.concat(one).equals(Buffer.concat(other));
}
