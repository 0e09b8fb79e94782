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

export interface Instrumented {
  readonly path: string;
  /** With all of its mutants, each behind a switch that is off. */
  readonly text: string;
  readonly mutants: readonly Mutant[];
}

/** The changes that Stryker would make in files, none of them tried. The same files give the same ids, which no two share. */
export async function instrument(sources: readonly string[]): Promise<Instrumented[]> {
  const { files, mutants } = await new Instrumenter(silent).instrument(
    sources
      .map(source => join(ROOT, source))
      .map(name => ({ name, content: readFileSync(name, 'utf8'), mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  return files.map(({ name, content }, index) => ({
    path: name,
    text: counting(content),
    mutants: mutants
      .filter(({ fileName }) => fileName === name)
      .map(({ id, mutatorName, replacement, location: { start, end } }) => ({
        ...{ id, source: sources[index] ?? '', mutatorName, replacement },
        location: { start: fromOne(start), end: fromOne(end) },
      })),
  }));
}

/**
 * Stryker counts how often the one switch that is on is passed. A loop that never ends need not pass that one, but nearly always passes
 * another: all are counted here.
 * @throws Error where its code is no more what it was
 */
function counting(text: string): string {
  const [before, after] = [
    '    var a = arguments;\n',
    "    if (--ns.stepsLeft < 0) throw new Error('comes by too often');\n",
  ];
  if (!text.includes('function stryCov_')) return text;
  if (!text.includes(before)) throw new Error("couldn't count the switches of a file");
  return text.replace(before, before + after);
}

/** As in Stryker's reports, which count from 1. */
function fromOne({ line, column }: { readonly line: number; readonly column: number }) {
  return { line: line + 1, column: column + 1 };
}
