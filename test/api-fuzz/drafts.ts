import fc from 'fast-check';
import { wav } from '../support/audio.js';
import { secretCall } from '../support/canary-case.js';
import type { Operation, Parameter, Schema } from './document.js';
import { SENDERS, WAYS, type Draft, type DraftBody, type Kind, type Part, type Spoil } from './draft.js';
import { BY_HAND } from './by-hand.js';
import { anyJson, change } from './mutate.js';
import { valueOf } from './values.js';
import { ODD_TEXTS } from './words.js';

const CALLS = [secretCall(), ...[1, 2, 3].map(seed => wav({ seconds: 0.1, seed }))];
const TYPES = [
  ...[
    'application/json',
    'application/json; charset=utf-16',
    'application/json;charset=latin1',
    'application/scim+json',
  ],
  ...['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/offset+octet-stream', ''],
  ...[
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'application/problem+json',
    'application/json, text/html',
  ],
];
const HEADERS: readonly (readonly [name: string, values: readonly string[]])[] = [
  [
    'range',
    ['bytes=0-', 'bytes=5-2', 'bytes=-1', 'bytes=0-0,5-6', 'bytes=99999999999999999999-', 'lines=1-2', 'bytes='],
  ],
  ['accept', ['*/*', 'text/html', 'application/xml', 'x', 'a/b;q=2', '']],
  ['accept-encoding', ['gzip, br', 'identity;q=0', '*']],
  ['accept-language', ['fi', 'x'.repeat(2000), '*;q=0']],
  ['content-encoding', ['gzip', 'br', 'x']],
  ['x-http-method-override', ['DELETE']],
  ['x-forwarded-for', ['10.0.0.1', 'not an address', '::1, 127.0.0.1']],
  ['forwarded', ['for=10.0.0.1;host=evil.example']],
  ['if-none-match', ['*', '"x"', 'W/"1"']],
  ['if-match', ['*', 'W/"1"', 'x']],
  ['if-modified-since', ['Tue, 24 Nov 2026 07:00:00 GMT', 'x']],
  ['last-event-id', ['1', '\u00ff', 'x'.repeat(300)]],
  ['cookie', ['tallenne_access=x', 'tallenne_refresh=x; tallenne_refresh=y', '=;=;', 'a="\\"', 'x'.repeat(3000)]],
  ['host', ['evil.example', 'localhost:99999', '']],
  ['upload-offset', ['-1', '1e3', '18446744073709551616', 'x', '0']],
  ['upload-length', ['-1', '0', '9007199254740993', 'x']],
  ['tus-resumable', ['1.0.0', '0.2.2', 'x']],
  [
    'upload-metadata',
    ['metadata', 'metadata e30=', 'metadata !!', ',', 'metadata e30=,metadata e30=', `a ${'x'.repeat(4000)}`],
  ],
];

/** Requests for an operation: half as the document says, the others changed in a place, or of no kind at all. */
export function draftsOf(operation: Operation): fc.Arbitrary<Draft> {
  const valid = ofKind(operation, 'valid');
  const near = ofKind(operation, 'near').chain(draft => nearTo(draft));
  const wild = ofKind(operation, 'wild').chain(draft => wildFrom(draft, operation));
  return fc.oneof({ weight: 5, arbitrary: valid }, { weight: 3, arbitrary: near }, { weight: 2, arbitrary: wild });
}

function ofKind(operation: Operation, kind: Kind): fc.Arbitrary<Draft> {
  const of = (where: Parameter['in']) => operation.parameters.filter(parameter => parameter.in === where);
  const asDocumented = fc.record<Draft>({
    kind: fc.constant(kind),
    sender: fc.record({ as: sender, nth: fc.nat(1000) }),
    way: fc.oneof({ weight: 8, arbitrary: fc.constant(WAYS[0]) }, fc.constantFrom(...WAYS)),
    path: fc.record(
      Object.fromEntries(of('path').map(({ name, schema }) => [name, valueOf(schema, pathName(operation, name))])),
    ),
    query: named(of('query')),
    headers: named(of('header')),
    body: bodyOf(operation),
  });
  const byHand = BY_HAND[operation.name];
  if (!byHand) return asDocumented;
  return fc
    .tuple(asDocumented, byHand, fc.nat(9))
    .map(([draft, known, at]) => (at < 8 ? { ...draft, ...known } : draft));
}

const sender = fc.oneof(
  { weight: 13, arbitrary: fc.constant(SENDERS[0]) },
  { weight: 3, arbitrary: fc.constant(SENDERS[1]) },
  { weight: 2, arbitrary: fc.constant(SENDERS[2]) },
  { weight: 2, arbitrary: fc.constant(SENDERS[3]) },
);

/** `id` is of what stands before it in the path. */
function pathName({ path }: Operation, name: string): string {
  if (name !== 'id' && name !== 'name') return name;
  const before = path
    .slice(0, path.indexOf(`{${name}}`))
    .split('/')
    .filter(Boolean)
    .at(-1);
  return `${name === 'id' ? '' : 'name '}of ${before ?? ''}`;
}

function named(parameters: readonly Parameter[]): fc.Arbitrary<[string, unknown][]> {
  const fields = Object.fromEntries(parameters.map(({ name, schema }) => [name, valueOf(schema, name)]));
  const requiredKeys = parameters.filter(({ required }) => required).map(({ name }) => name);
  const all = fc.record(fields, { requiredKeys }).map(record => Object.entries(record));
  return fc.tuple(all, fc.nat(2)).map(([entries, few]) =>
    // with every filter at once nothing is found
    few === 0 ? entries : entries.filter(([name], at) => requiredKeys.includes(name) || at % 4 === few),
  );
}

function bodyOf({ body, method }: Operation): fc.Arbitrary<DraftBody> {
  if (!body) return fc.constant<DraftBody>(method === 'POST' ? json({}) : { as: 'none' });
  if (body.type === 'multipart/form-data') return formOf(body.schema);
  return valueOf(body.schema).map(json);
}

function json(value: unknown): DraftBody {
  return { as: 'json', value, type: 'application/json', spoil: null };
}

function formOf({ properties = {} }: Schema): fc.Arbitrary<DraftBody> {
  const parts = Object.entries(properties).map(([name, schema]): fc.Arbitrary<Part> => {
    if (schema.format !== 'binary') return valueOf(schema, name).map(value => ({ name, value }));
    const bytes = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...CALLS) },
      fc.uint8Array({ maxLength: 300 }).map(each => Buffer.from(each)),
    );
    const called = fc.constantFrom('call.wav', 'aanitiedosto-PUNASIRKKU-02.wav', 'a/../b', 'ä"b', '');
    return fc
      .tuple(bytes, called)
      .map(([content, file]) => ({ name, value: null, file: { name: file, bytes: content } }));
  });
  return fc.tuple(...parts).map(made => ({ as: 'form', parts: made, spoil: null }));
}

const spoil: fc.Arbitrary<Spoil> = fc.record({
  how: fc.constantFrom('cut', 'byte', 'twice', 'tail', 'mark'),
  at: fc.nat(2 ** 16),
});

/** One thing otherwise than it should be. */
export function nearTo(draft: Draft): fc.Arbitrary<Draft> {
  const ways: fc.Arbitrary<Draft>[] = [
    fc
      .constantFrom(...HEADERS)
      .chain(([name, values]) => fc.constantFrom(...values).map(value => withHeader(draft, name, value))),
  ];
  const { body, query, path } = draft;
  if (body.as === 'json')
    ways.push(
      ...Array<fc.Arbitrary<Draft>>(4).fill(
        change.map(with_ => ({ ...draft, body: { ...body, value: with_(body.value) } })),
      ),
      spoil.map(how => ({ ...draft, body: { ...body, spoil: how } })),
      fc.constantFrom(...TYPES).map(type => ({ ...draft, body: { ...body, type } })),
    );
  if (body.as === 'form')
    ways.push(
      fc
        .tuple(change, fc.nat(10))
        .map(([with_, at]) => ({ ...draft, body: { ...body, parts: changedPart(body.parts, at, with_) } })),
      spoil.map(how => ({ ...draft, body: { ...body, spoil: how } })),
    );
  if (query.length > 0 || body.as === 'none') ways.push(...Array<fc.Arbitrary<Draft>>(3).fill(oddQuery(draft)));
  if (Object.keys(path).length > 0) ways.push(oddPath(draft));
  return fc.oneof(...ways);
}

function changedPart(parts: readonly Part[], at: number, with_: (value: unknown) => unknown): Part[] {
  const nth = at % (parts.length + 2);
  const [first] = parts;
  if (nth === parts.length && first) return [...parts, first];
  if (nth > parts.length) return parts.slice(1);
  return parts.map((part, place) => (place === nth ? { ...part, value: with_(part.value) } : part));
}

function oddQuery(draft: Draft): fc.Arbitrary<Draft> {
  const names = [...draft.query.map(([name]) => name), 'limit', 'cursor', '__proto__', 'a[b]', 'x'];
  const value = fc.oneof(
    fc.constantFrom(...ODD_TEXTS),
    fc.constantFrom('0', '-1', '1', '200', '201', '1.5', 'true', 'null'),
  );
  return fc.tuple(fc.constantFrom(...names), value, fc.nat(3)).map(([name, odd, how]) => {
    const others = how === 0 ? draft.query : draft.query.filter(([one]) => one !== name);
    const more = how === 1 ? [[`${name}[]`, odd] as const] : [];
    return { ...draft, query: [...others, ...more, [name, odd] as const] };
  });
}

function oddPath(draft: Draft): fc.Arbitrary<Draft> {
  const names = Object.keys(draft.path);
  return fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...ODD_TEXTS.filter(text => text.length < 2000 && text !== '')))
    .map(([name, odd]) => ({ ...draft, path: { ...draft.path, [name]: odd } }));
}

function withHeader(draft: Draft, name: string, value: string): Draft {
  return { ...draft, headers: [...draft.headers.filter(([one]) => one.toLowerCase() !== name), [name, value]] };
}

/** A body, query and headers that have nothing to do with the operation. */
function wildFrom(draft: Draft, operation: Operation): fc.Arbitrary<Draft> {
  const bytes = fc.uint8Array({ maxLength: 400 }).map(each => Buffer.from(each));
  const body: fc.Arbitrary<DraftBody> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(anyJson, fc.constantFrom(...TYPES.slice(0, 4)))
        .map(([value, type]) => ({ ...json(value), type }) as DraftBody),
    },
    fc.record({ as: fc.constant('bytes' as const), bytes, type: fc.constantFrom(...TYPES) }),
    fc.constant<DraftBody>({ as: 'none' }),
    fc.constant<DraftBody>({ as: 'bytes', bytes: Buffer.alloc(300_000, 'a'), type: 'application/json' }),
    anyJson.map((value): DraftBody => ({ as: 'form', parts: [{ name: 'metadata', value }], spoil: null })),
  );
  const query = fc.array(
    fc.tuple(fc.constantFrom('limit', 'cursor', 'from', 'to', 'x', '__proto__', 'a[]'), fc.constantFrom(...ODD_TEXTS)),
    { maxLength: 3 },
  );
  const headers = fc.array(
    fc
      .constantFrom(...HEADERS)
      .chain(([name, values]) => fc.constantFrom(...values).map(value => [name, value] as const)),
    { maxLength: 3 },
  );
  const wild = fc.record({
    ...(operation.method === 'GET' || operation.method === 'HEAD' ? {} : { body }),
    query,
    headers,
  });
  return fc.tuple(wild, fc.boolean()).chain(([odd, alsoPath]) => {
    const made: Draft = { ...draft, ...odd };
    return alsoPath && Object.keys(draft.path).length > 0 ? oddPath(made) : fc.constant(made);
  });
}
