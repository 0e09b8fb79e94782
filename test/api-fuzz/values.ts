import fc from 'fast-check';
import { KnownId } from './draft.js';
import type { Schema } from './document.js';
import { KNOWN_WORDS, ODD_TEXTS, PERSONAL_WORDS } from './words.js';

const TODAY_MS = Date.UTC(2026, 10, 24, 7);
const DAY_MS = 86_400_000;
const MOST_ITEMS = 4;
const LONGEST = 60;
const LETTERS = Array.from('aäoö eiK-3.');
const UUID = /^\^\(\[0-9a-fA-F\]\{8\}-/;

/** What fits `schema`; where it is called `name`, with what is known by that name. */
export function valueOf(schema: Schema, name = '', depth = 0): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(choice => valueOf(choice, name, depth)));
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['any']);
  return fc.oneof(...types.map(type => ofType(type, schema, name, depth)));
}

function ofType(type: string, schema: Schema, name: string, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return objectOf(schema, depth);
    case 'array':
      return arrayOf(schema, name, depth);
    case 'string':
      return stringOf(schema, name);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.boolean(), fc.constant(null));
  }
}

function objectOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const required = schema.required ?? [];
  const isPerson = ['phone', 'personalIdentityCode'].some(name => name in (schema.properties ?? {}));
  const fields = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, field]) => [
      name,
      valueOf(field, isPerson ? `person ${name}` : name, depth + 1),
    ]),
  );
  const known = fc.record(fields, { requiredKeys: required.filter(name => name in fields), noNullPrototype: true });
  const { additionalProperties: more } = schema;
  if (more === undefined || typeof more === 'boolean') return known;
  const names = schema.propertyNames?.enum ?? null;
  const key = names ? fc.constantFrom(...names.map(String)) : fc.string({ minLength: 1, maxLength: 12 });
  const others = fc.dictionary(key, valueOf(more, '', depth + 1), { maxKeys: 3, noNullPrototype: true });
  return fc.tuple(others, known).map(([one, other]) => ({ ...one, ...(other as object) })); // a record is an object
}

function arrayOf({ items = {}, minItems = 0, maxItems = MOST_ITEMS }: Schema, name: string, depth: number) {
  const most = Math.max(minItems, Math.min(maxItems, MOST_ITEMS));
  return fc.array(valueOf(items, name, depth + 1), { minLength: minItems, maxLength: most });
}

function numberOf({ minimum = -1000, maximum = 1000, type }: Schema): fc.Arbitrary<number> {
  const [min, max] = [Math.max(minimum, Number.MIN_SAFE_INTEGER), Math.min(maximum, Number.MAX_SAFE_INTEGER)];
  const small = fc.integer({ min, max: Math.min(max, min + 10) });
  const whole = fc.oneof({ weight: 3, arbitrary: small }, fc.constant(max), fc.integer({ min, max }));
  return type === 'number' ? fc.oneof(whole, fc.double({ min, max, noNaN: true })) : whole;
}

function stringOf(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const { format = '', pattern, minLength = 0, maxLength = LONGEST } = schema;
  if (format === 'uuid' || name.startsWith('of ') || (pattern && UUID.test(pattern)))
    return idOf(name.replace('person ', ''));
  if (format === 'date') return dayAround(name);
  if (format === 'date-time') return instantAround();
  if (format === 'email') return fc.constantFrom('canary@example.org', 'a.b+c@toinen.example');
  if (format === 'uri') return fc.constantFrom('https://example.org/a', 'https://127.0.0.1:1/b?c=d');
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  const known = wordsOf(name).filter(word => fits(word) && (!pattern || new RegExp(pattern, 'u').test(word)));
  const any = pattern ? ofPattern(pattern, name) : textOf(minLength, Math.min(maxLength, LONGEST), maxLength);
  if (known.length === 0) return any;
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: any });
}

function wordsOf(name: string): readonly string[] {
  const bare = name.replace('person ', '');
  return (bare === name ? undefined : PERSONAL_WORDS[bare]) ?? KNOWN_WORDS[bare] ?? [];
}

/** Mostly words; sometimes as long as may be, or out of every corner of Unicode. */
function textOf(minLength: number, usual: number, maxLength: number): fc.Arbitrary<string> {
  const length = { minLength, maxLength: Math.max(minLength, usual) };
  const odd = ODD_TEXTS.filter(text => text.length >= minLength && text.length <= maxLength);
  return fc.oneof(
    {
      weight: 14,
      arbitrary: fc
        .string({ ...length, unit: fc.constantFrom(...LETTERS) })
        .map(text => text.trim().padEnd(minLength, 'a')),
    },
    { weight: 1, arbitrary: fc.string({ ...length, unit: 'binary' }) },
    { weight: 1, arbitrary: odd.length > 0 ? fc.constantFrom(...odd) : fc.string(length) },
    { weight: 1, arbitrary: fc.constant('p'.repeat(Math.min(maxLength, 10_000))) },
  );
}

const WRITTEN: readonly (readonly [pattern: string, values: readonly string[]])[] = [
  ['^[\\p{L}\\p{N}][\\p{L}\\p{N}._#-]{0,63}$', ['V-1', 'INC-10442', 'Ä#9', 'a'.repeat(64)]],
  ['^[\\p{L}\\d §.,:;()/-]{1,120}$', ['6 §', 'art. 17(1)(d)', 'ä'.repeat(120)]],
];

function ofPattern(pattern: string, name: string): fc.Arbitrary<unknown> {
  const written = WRITTEN.find(([one]) => one === pattern);
  if (written) return fc.constantFrom(...written[1]);
  if (name === 'month') return fc.constantFrom('2026-10', '2026-11', '2026-12', '9999-12');
  const known = MATCHING.get(pattern);
  if (known) return known;
  const made = matching(pattern);
  MATCHING.set(pattern, made);
  return made;
}

/** Making one takes as long as a request. */
const MATCHING = new Map<string, fc.Arbitrary<unknown>>();

function matching(pattern: string): fc.Arbitrary<unknown> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    return fc.stringMatching(new RegExp(pattern.replaceAll('\\p{L}', 'a-zäö').replaceAll('\\p{N}', '0-9')));
  }
}

/** Mostly of something that is there. */
function idOf(name: string): fc.Arbitrary<unknown> {
  const known = fc.nat(2 ** 20).map(nth => new KnownId(name, nth));
  return fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: fc.uuid({ version: 7 }) });
}

/** What something goes on to lies ahead, what it began on behind; a week begins on a Monday. */
function dayAround(name: string): fc.Arbitrary<string> {
  const inDays = (min: number, max: number) => fc.integer({ min, max }).map(days => dayOf(TODAY_MS + days * DAY_MS));
  const fitting = /until|expires|review|effective|force|to|through/i.test(name) ? inDays(1, 200) : inDays(-60, 0);
  const mondays = fc.integer({ min: 1, max: 8 }).map(weeks => dayOf(TODAY_MS - (7 * weeks + 1) * DAY_MS));
  const far = fc.constantFrom('1900-01-01', '1900-02-28', '2000-02-29', '2400-02-29', '9999-12-31', '0000-01-01');
  return fc.oneof(
    { weight: 6, arbitrary: name === 'week' ? mondays : fitting },
    { weight: 2, arbitrary: inDays(-100, 400) },
    { weight: 2, arbitrary: inDays(0, 0) },
    { weight: 1, arbitrary: far },
  );
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function instantAround(): fc.Arbitrary<string> {
  const near = fc.integer({ min: -3 * DAY_MS, max: 0 }).map(ms => new Date(TODAY_MS + ms).toISOString());
  const odd = fc.constantFrom(
    ...['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-11-24T07:00:00.123456789Z', '0000-01-01T00:00:00Z'],
    ...[
      '2026-11-24T09:00:00+02:00',
      '2026-11-24T07:00:00-23:59',
      '9999-12-31T23:59:59-23:59',
      '0000-01-01T00:00:00+23:59',
    ],
  );
  return fc.oneof({ weight: 5, arbitrary: near }, { weight: 1, arbitrary: odd });
}
