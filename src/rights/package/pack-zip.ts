import { configure, ZipWriter } from '@zip.js/zip.js';
import { collectYoung } from './collect-young.js';
import { isNeutral, type PackageEntry } from './package-entry.js';

/** Fewer bits than this of a code would let somebody try them all. */
const LEAST_CHARACTERS = 16;
/** The sound of a call hardly shrinks, and the size of what is compressed before it is encrypted tells of its content. */
const STORED = 0;
const AES_256 = 3;
/** How much is packed before the pieces of it are freed. */
const FREED_EACH_BYTES = 4 * 1024 * 1024;

configure({ chunkSize: 64 * 1024, useWebWorkers: false });

type Entries = AsyncIterable<PackageEntry> | Iterable<PackageEntry>;

/**
 * The bytes of an encrypted ZIP (WinZip AE-2, AES-256; Zip64 where it is needed) of `entries`, one after the other, as they
 * are read: never more of a file than a few pieces is in memory. Names and sizes are readable without the code, nothing else.
 * Throws what an entry throws: the archive then ends without its directory, so that no reader takes it for whole.
 * Throws a TypeError for a name that is not neutral and for a code that is too short, an Error for a name that comes twice.
 */
export async function* packZip(entries: Entries, code: string): AsyncGenerator<Buffer, void, undefined> {
  if (code.length < LEAST_CHARACTERS) throw new TypeError('The code of a package is too short.');
  const through = new TransformStream<Uint8Array, Uint8Array>();
  const given = new AbortController();
  const written = writeAll(entries, code, through.writable, given.signal);
  // A failure is thrown below, where the bytes are read; until then nobody else waits for it.
  written.catch(() => undefined);
  try {
    let heldBytes = 0;
    for await (const piece of through.readable) {
      yield asBuffer(piece);
      heldBytes += piece.length;
      if (heldBytes < FREED_EACH_BYTES) continue;
      collectYoung();
      heldBytes = 0;
    }
    await written;
  } finally {
    given.abort();
    await written.catch(() => undefined);
  }
}

async function writeAll(
  entries: Entries,
  code: string,
  out: WritableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const options = { password: code, encryptionStrength: AES_256, level: STORED } as const;
  const zip = new ZipWriter(out, { ...options, signal });
  try {
    for await (const { name, modifiedAt, bytes } of entries) {
      if (!isNeutral(name)) throw new TypeError('The name of a packed file is not neutral.');
      await zip.add(name, ReadableStream.from(bytes), { lastModDate: modifiedAt });
    }
    await zip.close();
  } catch (error) {
    // Unread bytes of the archive are given up with it.
    await out.abort(error).catch(() => undefined);
    throw error;
  }
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
