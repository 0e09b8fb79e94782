import type { Counted } from '../branch-coverage/counts.js';
import { placesIn } from '../branch-coverage/counts.js';
import { ownSpecsOf } from './by-own-specs.js';
import type { Mutant, Place } from './mutant.js';

/**
 * Which specs may notice a mutant of a file that its own unit specs did not: those that come by it, by what
 * `npm run test:coverage` counted. Unit specs first; then those that go through most of the file, and of equals the quicker.
 */
export function chooserFor(source: string, specs: readonly Counted[]): (mutant: Mutant) => Counted[] {
  const statements = Object.entries(placesIn(source).statementMap).map(([id, { start, end }]) => {
    return { id, start: fromOne(start), end: fromOne(end) };
  });
  const own = new Set(ownSpecsOf(source));
  const passing = specs
    .filter(({ spec, files }) => files[source] !== undefined && !own.has(spec))
    .sort((a, b) => isEndToEnd(a) - isEndToEnd(b) || reachOf(b, source) - reachOf(a, source) || a.seconds - b.seconds);
  return ({ location: { start, end } }) => {
    const within = statements.filter(one => !isBefore(one.start, start) && !isBefore(end, one.end));
    const around = statements.filter(one => !isBefore(start, one.start) && !isBefore(one.end, end));
    const telling =
      within.length > 0 ? within : around.sort((a, b) => (isBefore(a.start, b.start) ? 1 : -1)).slice(0, 1);
    if (telling.length === 0) return passing;
    return passing.filter(({ files }) => telling.some(({ id }) => (files[source]?.s[id] ?? 0) > 0));
  };
}

function isEndToEnd({ spec }: Counted): number {
  return spec.startsWith('test/e2e/') ? 1 : 0;
}

function reachOf({ files }: Counted, source: string): number {
  return Object.values(files[source]?.s ?? {}).filter(count => count > 0).length;
}

/** istanbul counts columns from 0. */
function fromOne({ line, column }: Place): Place {
  return { line, column: column + 1 };
}

function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
