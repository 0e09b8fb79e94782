import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { ROOT } from '../support/areas.js';
import type { Mutant } from './mutant.js';

const off = () => false;
const silent = {
  ...{ isTraceEnabled: off, isDebugEnabled: off, isInfoEnabled: off, isWarnEnabled: off, isErrorEnabled: off },
  ...{ isFatalEnabled: off, trace: off, debug: off, info: off, warn: off, error: off, fatal: off },
};

/** The changes that Stryker would make in a file, none of them tried. */
export async function mutantsOf(source: string): Promise<Mutant[]> {
  const name = join(ROOT, source);
  const { mutants } = await new Instrumenter(silent).instrument(
    [{ name, content: readFileSync(name, 'utf8'), mutate: true }],
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  return mutants.map(({ id, mutatorName, replacement, location: { start, end } }) => ({
    ...{ id, mutatorName, replacement, status: 'NoCoverage' },
    location: { start: fromOne(start), end: fromOne(end) },
  }));
}

/** As in Stryker's reports, which count from 1. */
function fromOne({ line, column }: { readonly line: number; readonly column: number }) {
  return { line: line + 1, column: column + 1 };
}
