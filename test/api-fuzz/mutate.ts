import fc from 'fast-check';
import { KnownId, RawJson } from './draft.js';
import { ODD_TEXTS, ODD_VALUES } from './words.js';

/** One change of a value; the place is taken within what the value is at that moment. */
type Change = (value: unknown) => unknown;

const place = fc.nat(2 ** 20);
/** What only the text of JSON can say. */
const RAW = [
  '1e400',
  '-1e400',
  '1e-400',
  '9'.repeat(400),
  '-0',
  '{"a":1,"a":2}',
  '{"__proto__":{"admin":true}}',
  '0.1e1',
  '"\\ud800"',
];
const EXTRA = [
  '__proto__',
  'constructor',
  'id',
  'extra',
  '',
  'a.b',
  'a[0]',
  '\0',
  'toString',
  'createdAt',
  'role',
  'å',
];

const oddText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ODD_TEXTS) },
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** Anything that JSON can say, shallow or deep. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...ODD_VALUES),
  oddText,
  fc.constantFrom(...RAW).map(text => new RawJson(text)),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 10, max: 3000 }).map(depth => new RawJson('['.repeat(depth) + ']'.repeat(depth))),
  fc.constantFrom(40_000, 120_000).map(depth => new RawJson('['.repeat(depth) + ']'.repeat(depth))),
  fc.integer({ min: 10, max: 500 }).map(depth => new RawJson('{"a":'.repeat(depth) + '1' + '}'.repeat(depth))),
);

/** One place of a value changed: another type, another length, out of range, gone, one more, in an array, twice. */
export const change: fc.Arbitrary<Change> = fc.tuple(place, anyJson, fc.nat(9), fc.constantFrom(...EXTRA), oddText).map(
  ([at, odd, how, extra, text]) =>
    value =>
      at % 9 === 0 ? wrapped(value, how) : changedAt(value, at, one => changed(one, { how, odd, extra, text })),
);

interface With {
  readonly how: number;
  readonly odd: unknown;
  readonly extra: string;
  readonly text: string;
}

function wrapped(value: unknown, how: number): unknown {
  return how % 3 === 0 ? [value] : how % 3 === 1 ? { value } : JSON.stringify(plain(value));
}

/** Walks down to one of the places within a value and changes what is there. */
function changedAt(value: unknown, at: number, with_: Change): unknown {
  const entries = entriesOf(value);
  if (entries.length === 0 || at % (entries.length + 2) >= entries.length) return with_(value);
  const [key] = entries[at % entries.length] ?? [''];
  const rest = Math.floor(at / entries.length);
  return withEntries(
    value,
    entries.map(([name, one]) => [name, name === key ? changedAt(one, rest, with_) : one]),
  );
}

function changed(value: unknown, { how, odd, extra, text }: With): unknown {
  const entries = entriesOf(value);
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    if (how < 2) return [...items, odd];
    if (how < 4) return items.slice(1);
    if (how === 4) return [...items, ...items];
    if (how === 5) return Array.from({ length: 600 }, () => items[0] ?? odd);
  } else if (entries.length > 0) {
    if (how < 4) return withEntries(value, entries.slice(1));
    if (how < 7) return withEntries(value, [...entries, [extra, odd]]);
  } else if (typeof value === 'string') {
    if (how === 0) return `${value}${text}`;
    if (how === 1) return `${text}${value}`;
    if (how === 2) return value.slice(0, -1);
    if (how === 3) return value.toUpperCase();
    if (how === 4) return [value];
    if (how === 5) return value.repeat(200);
    if (how < 8) return text;
  } else if (typeof value === 'number') {
    if (how < 3) return [value + 1e9, -value - 1, value + 0.5][how];
    if (how < 5) return String(value);
  }
  return odd;
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || value instanceof KnownId || value instanceof RawJson) return [];
  return Object.entries(value);
}

/** Names that mean something to the language are set like any other. */
function withEntries(value: unknown, entries: readonly (readonly [string, unknown])[]): unknown {
  if (Array.isArray(value)) return entries.map(([, one]) => one);
  const made = {};
  for (const [name, one] of entries)
    Object.defineProperty(made, name, { value: one, enumerable: true, configurable: true, writable: true });
  return made;
}

function plain(value: unknown): unknown {
  return value instanceof KnownId || value instanceof RawJson ? '' : value;
}
