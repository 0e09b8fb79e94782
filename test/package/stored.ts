import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { EncryptedBlob } from '../../src/platform/blobs/encrypted-blob.js';
import { LocalBlobStore } from '../../src/platform/blobs/local-blob-store.js';
import { CobblestoneWriter } from '../../src/platform/crypto/cobblestone.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { withHashes } from '../../src/rights/package/hash-entries.js';
import { packageCode } from '../../src/rights/package/package-code.js';
import type { PackageEntry } from '../../src/rights/package/package-entry.js';
import { packZip } from '../../src/rights/package/pack-zip.js';

/**
 * `node --import ./src/platform/crypto/testing/run-typescript.mjs test/package/stored.ts --mib 2048 --files 50`: packs recordings that
 * lie encrypted in a store into a package that is encrypted into the same store, as a case does, and says how far the resident memory
 * rose over the idle process. More than `--most-mib` (64) over idle ends it with exit code 1.
 */
const { values } = parseArgs({
  options: {
    mib: { type: 'string', default: '2048' },
    files: { type: 'string', default: '50' },
    'most-mib': { type: 'string', default: '64' },
  },
});
const MIB = 1024 * 1024;
const [mib, files] = [Number(values.mib), Number(values.files)];
const [original, made] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];

const folder = await mkdtemp(join(tmpdir(), 'tallenne-package-'));
try {
  const store = await LocalBlobStore.open(join(folder, 'blobs'));
  const [key, packageKey] = [DataKey.generate(), DataKey.generate()];
  await write(store, original, key, Readable.from(audio(Math.ceil(mib / files))));
  await pause(500);
  const idleBytes = process.memoryUsage.rss();
  let peakBytes = idleBytes;
  const sampling = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, 20);
  const startedAtMs = performance.now();
  const packing = packZip(
    withHashes(entries(store, key), () => undefined, new Date()),
    packageCode(),
  );
  await write(store, made, packageKey, Readable.from(packing));
  clearInterval(sampling);
  const package_ = await EncryptedBlob.open(store, made, packageKey.audioKey(), made);
  await package_.close();
  const overIdleMib = Math.round((10 * (peakBytes - idleBytes)) / MIB) / 10;
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  console.log(JSON.stringify({ files, packedMib: Math.round(package_.sizeBytes / MIB), seconds, overIdleMib }));
  if (package_.sizeBytes < mib * MIB) throw new Error('Less was packed than was given.');
  if (overIdleMib > Number(values['most-mib'])) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function write(store: LocalBlobStore, name: string, key: DataKey, bytes: Readable): Promise<void> {
  const staged = await store.stage(name);
  await pipeline(bytes, new CobblestoneWriter(key.audioKey(), name), staged);
  await staged.commit();
}

function* entries(store: LocalBlobStore, key: DataKey): Generator<PackageEntry> {
  for (let n = 1; n <= files; n++) yield { name: `puhelu-${n}.wav`, modifiedAt: new Date(), bytes: read(store, key) };
}

async function* read(store: LocalBlobStore, key: DataKey): AsyncGenerator<Buffer> {
  const blob = await EncryptedBlob.open(store, original, key.audioKey(), original);
  try {
    for (let at = 0; at < blob.sizeBytes; at += MIB) yield await blob.read(at, Math.min(at + MIB, blob.sizeBytes) - 1);
  } finally {
    await blob.close();
  }
}

function* audio(pieces: number): Generator<Buffer> {
  for (let n = 0; n < pieces; n++) yield randomBytes(MIB);
}
