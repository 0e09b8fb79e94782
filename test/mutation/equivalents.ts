import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/areas.js';
import type { Mutant } from './mutant.js';

/** A change that no behaviour differs by, found by its text, which moves with other lines of the file. */
export interface Equivalent {
  readonly source: string;
  /** The line that the change begins on, without what it is indented by. */
  readonly line: string;
  readonly mutator: string;
  readonly replacement: string;
  /** Why nothing can tell. */
  readonly reason: string;
}

export function equivalents(): Equivalent[] {
  const text = readFileSync(join(import.meta.dirname, 'equivalents.json'), 'utf8');
  return JSON.parse(text) as Equivalent[]; // ours; unnoticed.spec looks whether each still fits a source
}

export function isEquivalent(mutant: Mutant, listed: readonly Equivalent[]): boolean {
  return listed.some(one => fits(one, mutant));
}

/** Of two alike on one line both are meant. */
export function fits(one: Equivalent, { source, mutatorName, replacement, location }: Mutant): boolean {
  if (one.source !== source || one.mutator !== mutatorName || one.replacement !== (replacement ?? '')) return false;
  return linesOf(source)[location.start.line - 1]?.trim() === one.line;
}

const texts = new Map<string, string[]>();

export function linesOf(source: string): string[] {
  const known = texts.get(source) ?? readFileSync(join(ROOT, source), 'utf8').split('\n');
  texts.set(source, known);
  return known;
}
