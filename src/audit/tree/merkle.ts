import { EMPTY_ROOT, nodeHash } from './hashes.js';

/** The leaves from `start` up to, and without, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A perfect subtree: 2^level leaves, the `index`-th of its size from the left. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

/** The hash over a row of sibling hashes, as RFC 6962 §2.1 splits them; {@link EMPTY_ROOT} for none. */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  const [first = EMPTY_ROOT] = hashes;
  // Pairs from the left give the same tree as splitting at the largest power of two: only the last one can be alone.
  return hashes.length <= 1 ? first : rootOf(pairs(hashes));
}

/** The hash over neighbouring subtrees of falling size, joined from the right; {@link EMPTY_ROOT} for none. */
export function joined(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return EMPTY_ROOT;
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/**
 * The perfect subtrees that `span` is made of, from the left. `start` must be where a subtree of that size may begin, as
 * in every span that RFC 6962 splits a tree into.
 */
export function nodesOf({ start, end }: Span): Node[] {
  const nodes: Node[] = [];
  for (let at = start; at < end;) {
    const level = Math.floor(Math.log2(end - at));
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/**
 * The spans whose hashes prove that leaf `index` is in the tree of `size` leaves, from its sibling up (RFC 6962 §2.1.1).
 * @throws RangeError for a leaf that is not in the tree
 */
export function inclusionSpans(index: number, size: number): Span[] {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) throw new RangeError('no such leaf in the tree');
  return pathTo(index, { start: 0, end: size });
}

/**
 * The spans whose hashes prove that the tree of `size` leaves begins with the one of `earlier` (RFC 6962 §2.1.2); none
 * for two of the same size and for an empty one.
 * @throws RangeError for an earlier size that is larger
 */
export function consistencySpans(earlier: number, size: number): Span[] {
  if (!(Number.isSafeInteger(earlier) && earlier >= 0 && earlier <= size)) throw new RangeError('no such earlier tree');
  if (earlier === 0 || earlier === size) return [];
  return subproof(earlier, { start: 0, end: size }, true);
}

function pathTo(index: number, span: Span): Span[] {
  if (span.end - span.start === 1) return [];
  const [left, right] = halves(span);
  return index < left.end ? [...pathTo(index, left), right] : [...pathTo(index, right), left];
}

function subproof(earlier: number, span: Span, whole: boolean): Span[] {
  if (earlier === span.end) return whole ? [] : [span];
  const [left, right] = halves(span);
  return earlier <= left.end ? [...subproof(earlier, left, whole), right] : [...subproof(earlier, right, false), left];
}

/** Split at the largest power of two that is smaller than the span. */
function halves({ start, end }: Span): [Span, Span] {
  const middle = start + 2 ** Math.ceil(Math.log2(end - start) - 1);
  return [
    { start, end: middle },
    { start: middle, end },
  ];
}

function pairs(row: readonly Buffer[]): Buffer[] {
  return row.flatMap((left, place) => {
    if (place % 2 === 1) return [];
    const right = row[place + 1];
    return [right ? nodeHash(left, right) : left];
  });
}
