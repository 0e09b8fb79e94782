import type { Counted } from './counts.js';
import { placesIn } from './counts.js';

export interface Uncovered {
  readonly line: number;
  readonly column: number;
  /** As istanbul calls it: `if`, `cond-expr`, `binary-expr`, `switch`, `default-arg`. */
  readonly kind: string;
  /** From 1; of an `if`, 2 is the way past it. */
  readonly arm: number;
}

export interface FileBranches {
  readonly source: string;
  readonly total: number;
  readonly uncovered: readonly Uncovered[];
}

/** The branches of a file, and those that no spec went into. A file that none loaded has all of its branches uncovered. */
export function branchesOf(source: string, specs: readonly Counted[]): FileBranches {
  const { branchMap } = placesIn(source);
  const arms = Object.entries(branchMap).flatMap(([id, { type, loc, locations }]) =>
    locations.map((location, index) => ({ id, index, type, start: location.start.line ? location.start : loc.start })),
  );
  const isCovered = (id: string, index: number) => specs.some(({ files }) => (files[source]?.b[id]?.[index] ?? 0) > 0);
  return {
    source,
    total: arms.length,
    uncovered: arms
      .filter(({ id, index }) => !isCovered(id, index))
      .map(({ type, index, start }) => ({ line: start.line, column: start.column + 1, kind: type, arm: index + 1 })),
  };
}
