import { createHash } from 'node:crypto';
import type { PackageEntry, PackageFileName } from './package-entry.js';

/** What a file of a package was when it was packed; SHA-256 in lower-case hex. */
export interface PackedFile {
  readonly name: PackageFileName;
  readonly sizeBytes: number;
  readonly sha256: string;
}

type Entries = AsyncIterable<PackageEntry> | Iterable<PackageEntry>;

/**
 * `entries`, and after them `tiivisteet.sha256` with the hash of each, which `sha256sum --check` reads. `note` hears of each
 * file when its last byte was taken, of the hashes' own file too. Throws where a file was not read to its end before the next.
 */
export async function* withHashes(
  entries: Entries,
  note: (file: PackedFile) => void,
  madeAt: Date,
): AsyncGenerator<PackageEntry, void, undefined> {
  const packed: PackedFile[] = [];
  let taken = 0;
  for await (const entry of entries) {
    yield { ...entry, bytes: hashed(entry, file => void packed.push(file)) };
    const file = packed[taken++];
    if (file === undefined) throw new Error('A file of the package was not read to its end.');
    note(file);
  }
  const hashes = packed.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  const last = { name: 'tiivisteet.sha256', modifiedAt: madeAt, bytes: once(Buffer.from(hashes)) } as const;
  yield { ...last, bytes: hashed(last, note) };
}

/** The bytes of a file that is in memory. */
export async function* once(bytes: Buffer): AsyncGenerator<Buffer, void, undefined> {
  yield await Promise.resolve(bytes);
}

async function* hashed(
  { name, bytes }: PackageEntry,
  note: (file: PackedFile) => void,
): AsyncGenerator<Buffer, void, undefined> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of bytes) {
    hash.update(piece);
    sizeBytes += piece.length;
    yield piece;
  }
  note({ name, sizeBytes, sha256: hash.digest('hex') });
}
