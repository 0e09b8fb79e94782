import SCIMMY from 'scimmy';
import { invalidFilter } from './scim-faults.js';

/** One comparison: the path in lower case with dots, an operator of RFC 7644 §3.4.2.2, what it is compared with. */
export interface Comparison {
  readonly path: string;
  readonly operator: string;
  readonly value: string | number | boolean | null | undefined;
}

/** A filter as alternatives, each of comparisons that all hold. */
export type Alternatives = readonly (readonly Comparison[])[];

const LONGEST = 512;
/** The library multiplies the alternatives out: as many as this stay few. */
const MOST_OPERATORS = 8;

/**
 * Reads a filter with `scimmy`, which knows the grammar, and checks what it made of it: it takes an incomplete comparison
 * and a negated one, which are refused here.
 * @throws DomainError `scim-invalid-filter`
 */
export function readFilter(text: string): Alternatives {
  const operators = text.match(/\b(?:and|or)\b/gi) ?? [];
  if (text.length > LONGEST || operators.length > MOST_OPERATORS) throw invalidFilter();
  if (/\s(?:and|or|not)\s*$/i.test(text)) throw invalidFilter();
  const alternatives = parse(text).map(branch => comparisonsOf(branch, ''));
  if (alternatives.length === 0 || alternatives.some(all => all.length === 0)) throw invalidFilter();
  return alternatives;
}

function parse(text: string): readonly unknown[] {
  try {
    return [...new SCIMMY.Types.Filter(withPlainBooleans(text))];
  } catch {
    throw invalidFilter(); // a SCIMError repeats the filter, which holds a name; other errors tell of nothing
  }
}

/** The library takes an unquoted `True`, as some clients write it, for false. */
function withPlainBooleans(text: string): string {
  return text.replace(
    /(\s(?:eq|ne)\s+)(true|false)(?=\s|\)|\]|$)/gi,
    (_, before: string, value: string) => before + value.toLowerCase(),
  );
}

function comparisonsOf(branch: unknown, prefix: string): Comparison[] {
  if (typeof branch !== 'object' || branch === null) throw invalidFilter();
  return Object.entries(branch).flatMap(([name, expression]: [string, unknown]) => {
    const path = `${prefix}${plainName(name)}`;
    if (!Array.isArray(expression)) return comparisonsOf(expression, `${path}.`);
    const several: unknown[] = expression.every(part => Array.isArray(part) || isObject(part))
      ? expression
      : [expression];
    return several.flatMap(one => (Array.isArray(one) ? [comparison(path, one)] : comparisonsOf(one, `${path}.`)));
  });
}

function comparison(path: string, parts: readonly unknown[]): Comparison {
  const [operator, value, ...rest] = parts;
  if (typeof operator !== 'string' || operator === 'not' || rest.length > 0) throw invalidFilter();
  if (operator !== 'pr' && value === undefined) throw invalidFilter();
  if (!isPlain(value)) throw invalidFilter();
  return { path, operator, value };
}

/** Without the URN of the schema that it may be written with. */
function plainName(name: string): string {
  return name.replace(/^urn:.*:/i, '').toLowerCase();
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isPlain(value: unknown): value is Comparison['value'] {
  return value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Whether one value of many is meant by a filter in a path; strings are compared without case, as RFC 7643 §2.2 has it. */
export function isMeant(alternatives: Alternatives, item: Readonly<Record<string, unknown>>): boolean {
  return alternatives.some(all => all.every(one => holds(one, item)));
}

function holds({ path, operator, value }: Comparison, item: Readonly<Record<string, unknown>>): boolean {
  const actual = Object.entries(item).find(([name]) => name.toLowerCase() === path)?.[1];
  if (operator === 'pr') return actual !== undefined && actual !== null;
  if (operator !== 'eq') throw invalidFilter();
  return sameText(actual, value);
}

function sameText(one: unknown, other: unknown): boolean {
  return isPlain(one) && isPlain(other) && String(one).toLowerCase() === String(other).toLowerCase();
}
