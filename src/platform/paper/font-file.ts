import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';

const FILES = '@fontsource/source-sans-3/files/source-sans-3';
const HEAD_BYTES = 44;
const ENTRY_BYTES = 20;
const unpacked = new Map<string, Buffer>();

/** Source Sans 3 as TrueType, of a weight (400, 600) and a script of its package (`latin`). Read and unpacked once a process. */
export function fontFile(weight: number, script: string): Buffer {
  const name = `${FILES}-${script}-${weight}-normal.woff`;
  const known = unpacked.get(name);
  if (known) return known;
  const font = fromWoff(readFileSync(createRequire(import.meta.url).resolve(name)));
  unpacked.set(name, font);
  return font;
}

/** One table of a font. */
interface Table {
  readonly tag: string;
  readonly checksum: number;
  readonly bytes: Buffer;
}

/**
 * A WOFF 1.0 font (https://www.w3.org/TR/WOFF/) as the OpenType font that is packed in it. The library that draws unpacks each table of
 * a packed one in JavaScript, again for each page that is printed.
 */
export function fromWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error("couldn't read font: it is no WOFF");
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => tableAt(woff, HEAD_BYTES + at * ENTRY_BYTES));
  return Buffer.concat([
    head(woff.subarray(4, 8), count),
    ...directory(tables),
    ...tables.map(({ bytes }) => padded(bytes)),
  ]);
}

function tableAt(woff: Buffer, at: number): Table {
  const [offset, packedBytes, bytes] = [4, 8, 12].map(place => woff.readUInt32BE(at + place)) as [
    number,
    number,
    number,
  ]; // of three
  const packed = woff.subarray(offset, offset + packedBytes);
  return {
    tag: woff.toString('latin1', at, at + 4),
    checksum: woff.readUInt32BE(at + 16),
    bytes: packedBytes < bytes ? inflateSync(packed) : packed,
  };
}

/** The offset table: the flavour, and where a search by halves begins (OpenType, "Table Directory"). */
function head(flavour: Buffer, count: number): Buffer {
  const power = Math.floor(Math.log2(count));
  const made = Buffer.alloc(12);
  flavour.copy(made);
  for (const [place, value] of [count, 16 * 2 ** power, power, 16 * (count - 2 ** power)].entries())
    made.writeUInt16BE(value, 4 + 2 * place);
  return made;
}

function directory(tables: readonly Table[]): Buffer[] {
  let offset = 12 + 16 * tables.length;
  return tables.map(({ tag, checksum, bytes }) => {
    const entry = Buffer.alloc(16);
    entry.write(tag, 'latin1');
    for (const [place, value] of [checksum, offset, bytes.length].entries()) entry.writeUInt32BE(value, 4 + 4 * place);
    offset += padded(bytes).length;
    return entry;
  });
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}
