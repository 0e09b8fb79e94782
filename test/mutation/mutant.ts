import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Area } from '../support/areas.js';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A change of one place, and what became of it; as in a report of mutation-testing-report-schema. */
export interface Mutant {
  readonly id: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
  readonly status:
    'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored' | 'Pending';
}

/** What Stryker found out about one file with the unit specs of its folder. */
export interface FileResult {
  /** Of the file and those specs: another one makes the result void. */
  readonly hash: string;
  readonly seconds: number;
  readonly mutants: readonly Mutant[];
}

/** Kept by no version control: they are of one machine and its load. */
export const resultsFolder = (area: Area): string => join(ROOT, '.cache', 'mutation', area.replace('/', '-'));

export const resultPath = (area: Area, source: string): string =>
  join(resultsFolder(area), `${source.replaceAll('/', '--')}.json`);

export function readResult(area: Area, source: string): FileResult | null {
  const path = resultPath(area, source);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as FileResult) : null; // written by ourselves
}

/** The same in two makings of the mutants of an unchanged file, which their numbers are not. */
export function nameOf({ location: { start, end }, mutatorName, replacement }: Omit<Mutant, 'id' | 'status'>): string {
  return [start.line, start.column, end.line, end.column, mutatorName, replacement ?? ''].join(':');
}

/** Whether no spec that was asked noticed it. */
export function isAlive({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage';
}
