import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, type Area } from '../support/areas.js';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A change of one place; as in a report of mutation-testing-report-schema. */
export interface Mutant {
  /** Of one making of the mutants of an area. */
  readonly id: string;
  readonly source: string;
  readonly mutatorName: string;
  readonly replacement: string | undefined;
  readonly location: { readonly start: Place; readonly end: Place };
}

/** Kept by no version control: they are of one machine and its load. */
export const resultsFolder = (area: Area): string => join(ROOT, '.cache', 'mutation', area.replace('/', '-'));

/** The same in two makings of the mutants of an unchanged file, which their ids are not. */
export function nameOf({ location: { start, end }, mutatorName, replacement }: Omit<Mutant, 'id'>): string {
  return [start.line, start.column, end.line, end.column, mutatorName, replacement ?? ''].join(':');
}

/** The unit spec of a file's name, or else those of its folder; not those of other processes, in which no mutant is. */
export function ownSpecsOf(source: string): string[] {
  const beside = source.replace(/\.ts$/, '.spec.ts');
  if (existsSync(join(ROOT, beside))) return [beside];
  const inFolder = globSync(`${dirname(source)}/*.spec.ts`, { cwd: ROOT }).sort();
  return inFolder.filter(spec => !spec.endsWith('.crash.spec.ts'));
}
