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

/** A string of JSON, which is what a filter compares with (RFC 7644 §3.4.2.2, `compValue`). */
const STRING = /"(?:[^"\\]|\\.)*"/g;
/** Stands for a string while the library reads, which knows neither escaped quotes nor brackets in a string. */
const STAND_IN = '#';
/** An operator with nothing after it. */
const LEFT_OPEN = /\b(?:and|or)\s*(?:$|[\])])/i;
/** Of what has brackets the library reads the contrary of what is negated. */
const NEGATED = /\bnot\b/i;

/**
 * Reads a filter with `scimmy`, which knows the grammar, and checks what it made of it: it takes an incomplete comparison
 * and a word without quotes, and drops what is asked of a part beside what is asked of its whole; these are refused here, and so is "not".
 * @throws DomainError `scim-invalid-filter`
 */
export function readFilter(text: string): Alternatives {
  if (text.length > LONGEST || text.replace(STRING, '').includes(STAND_IN)) throw invalidFilter();
  const strings = new Map<string, string>();
  const form = text.replace(STRING, literal => {
    const standIn = `${STAND_IN}${strings.size}`;
    strings.set(standIn, stringOf(literal));
    return `"${standIn}"`;
  });
  const operators = form.match(/\b(?:and|or)\b/gi) ?? [];
  if (operators.length > MOST_OPERATORS || LEFT_OPEN.test(form) || NEGATED.test(form)) throw invalidFilter();
  const branches = parse(form);
  const kept = JSON.stringify(branches);
  if ([...strings.keys()].some(standIn => !kept.includes(`"${standIn}"`))) throw invalidFilter();
  const alternatives = branches.map(branch => comparisonsOf(branch, '', strings));
  if (alternatives.length === 0 || alternatives.some(all => all.length === 0)) throw invalidFilter();
  return alternatives;
}

function stringOf(literal: string): string {
  try {
    return JSON.parse(literal) as string; // of a JSON string, as STRING finds it
  } catch {
    throw invalidFilter();
  }
}

function parse(form: string): readonly object[] {
  try {
    return [...new SCIMMY.Types.Filter(withPlainBooleans(form))] as object[]; // of expressions by name
  } catch {
    throw invalidFilter(); // a SCIMError repeats a part of the filter; other errors tell of nothing
  }
}

/** The library takes an unquoted `True`, as some clients write it, for false. */
function withPlainBooleans(form: string): string {
  return form.replace(
    /(\s(?:eq|ne)\s+)(true|false)(?=\s|\)|\]|$)/gi,
    (_, before: string, value: string) => before + value.toLowerCase(),
  );
}

function comparisonsOf(branch: object, prefix: string, strings: ReadonlyMap<string, string>): Comparison[] {
  return Object.entries(branch).flatMap(([name, expression]: [string, unknown]) => {
    const path = `${prefix}${plainName(name)}`;
    const several: unknown[] = Array.isArray(expression) && expression.every(isObject) ? expression : [expression];
    return several.flatMap(one =>
      isObject(one) && !Array.isArray(one)
        ? comparisonsOf(one, `${path}.`, strings)
        : [comparison(path, [one].flat(), strings)],
    );
  });
}

function comparison(path: string, parts: readonly unknown[], strings: ReadonlyMap<string, string>): Comparison {
  const [operator, said] = parts;
  if (typeof operator !== 'string' || parts.length !== (operator === 'pr' ? 1 : 2)) throw invalidFilter();
  const value = typeof said === 'string' ? strings.get(said) : said;
  if ((value === undefined && operator !== 'pr') || !isPlain(value)) throw invalidFilter();
  return { path, operator, value };
}

/** Without the URN of the schema that it may be written with. */
function plainName(name: string): string {
  return name.replace(/^urn:.*:/i, '').toLowerCase();
}

function isObject(value: unknown): value is object {
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
  const actual = Object.entries(item).find(([name]) => name.toLowerCase() === path)?.[1] ?? null;
  if (operator === 'pr') return actual !== null;
  if (operator !== 'eq') throw invalidFilter();
  return actual === null || value === null ? actual === value : sameText(actual, value);
}

function sameText(one: unknown, other: unknown): boolean {
  return isPlain(one) && String(one).toLowerCase() === String(other).toLowerCase();
}
