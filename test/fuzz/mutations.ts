import fc from 'fast-check';
import type { Target } from './target.js';

/** One change of a document; places are taken within what it is at that moment. */
type Mutation = (document: Buffer) => Buffer;

const place = fc.nat(2 ** 20);
const MAX_BYTES = 32 * 1024;

/** Examples with a few changes each, and bytes of no kind at all. */
export function inputsOf({ examples, pieces }: Target): fc.Arbitrary<Buffer> {
  const changed = fc
    .tuple(fc.constantFrom(...examples), fc.array(mutation(examples, pieces), { maxLength: 4 }))
    .map(([example, mutations]) => mutations.reduce((document, mutate) => mutate(document), example));
  const bytes = fc.uint8Array({ maxLength: 200 }).map(each => Buffer.from(each));
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(each => Buffer.from(each.join('')));
  return fc.oneof({ weight: 14, arbitrary: changed }, { weight: 1, arbitrary: bytes }, { weight: 5, arbitrary: text });
}

function mutation(examples: readonly Buffer[], pieces: readonly string[]): fc.Arbitrary<Mutation> {
  const piece = fc.constantFrom(...pieces).map(text => Buffer.from(text));
  return fc.oneof(
    fc.tuple(place, fc.nat(255)).map(([at, byte]) => overwrite(at, Buffer.of(byte))),
    fc.tuple(place, fc.nat(64)).map(([at, length]) => cut(at, length)),
    fc.tuple(place, piece).map(([at, bytes]) => insert(at, bytes)),
    fc.tuple(place, piece).map(([at, bytes]) => overwrite(at, bytes)),
    fc
      .tuple(place, piece, fc.integer({ min: 2, max: 300 }))
      .map(([at, bytes, times]) => insert(at, many(bytes, times))),
    fc.tuple(place, place, fc.nat(400)).map(([to, from, length]) => copyWithin(to, from, length)),
    fc.tuple(place, fc.constantFrom(...examples)).map(([at, other]) => insert(at, other)),
    place.map(at => (document: Buffer) => document.subarray(0, within(document, at))),
  );
}

function within(document: Buffer, at: number): number {
  return at % (document.length + 1);
}

function overwrite(at: number, bytes: Buffer): Mutation {
  return document => {
    const from = within(document, at);
    return Buffer.concat([document.subarray(0, from), bytes, document.subarray(from + bytes.length)]);
  };
}

function insert(at: number, bytes: Buffer): Mutation {
  return document => {
    const from = within(document, at);
    return Buffer.concat([document.subarray(0, from), bytes, document.subarray(from)]).subarray(0, MAX_BYTES);
  };
}

function cut(at: number, length: number): Mutation {
  return document => {
    const from = within(document, at);
    return Buffer.concat([document.subarray(0, from), document.subarray(from + length)]);
  };
}

function copyWithin(to: number, from: number, length: number): Mutation {
  return document => {
    const start = within(document, from);
    return insert(to, document.subarray(start, start + length))(document);
  };
}

function many(bytes: Buffer, times: number): Buffer {
  return Buffer.alloc(Math.min(bytes.length * times, MAX_BYTES / 2), bytes);
}
