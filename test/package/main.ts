import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { withHashes } from '../../src/rights/package/hash-entries.js';
import { packageCode } from '../../src/rights/package/package-code.js';
import type { PackageEntry } from '../../src/rights/package/package-entry.js';
import { packZip } from '../../src/rights/package/pack-zip.js';

/**
 * `node --import <run-typescript.mjs> test/package/main.ts --mib 2048 --files 50`: packs so much generated audio into /dev/null and says how
 * far the resident memory rose over the idle process. More than `--most-mib` (64) over idle ends it with exit code 1.
 */
const { values } = parseArgs({
  options: {
    mib: { type: 'string', default: '2048' },
    files: { type: 'string', default: '50' },
    'most-mib': { type: 'string', default: '64' },
  },
});
const MIB = 1024 * 1024;
const PIECE_BYTES = 64 * 1024;

const [mib, files] = [Number(values.mib), Number(values.files)];
await pause(500);
const idleBytes = process.memoryUsage.rss();
let peakBytes = idleBytes;
const sampling = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, 20);

const startedAtMs = performance.now();
const packedBytes = await packInto('/dev/null');
const seconds = (performance.now() - startedAtMs) / 1000;
clearInterval(sampling);

const overIdleMib = Math.round((10 * (peakBytes - idleBytes)) / MIB) / 10;
console.log(
  JSON.stringify({
    files,
    packedMib: Math.round(packedBytes / MIB),
    seconds: Math.round(seconds),
    mibPerSecond: Math.round(packedBytes / MIB / seconds),
    idleMib: Math.round(idleBytes / MIB),
    overIdleMib,
  }),
);
if (packedBytes < mib * MIB) throw new Error('Less was packed than was given.');
if (overIdleMib > Number(values['most-mib'])) process.exitCode = 1;

async function packInto(path: string): Promise<number> {
  const sink = createWriteStream(path);
  let written = 0;
  for await (const piece of packZip(
    withHashes(entries(), () => undefined, new Date()),
    packageCode(),
  )) {
    written += piece.length;
    if (!sink.write(piece)) await once(sink, 'drain');
  }
  sink.end();
  await once(sink, 'finish');
  return written;
}

function* entries(): Generator<PackageEntry> {
  const piecesEach = Math.ceil((mib * MIB) / PIECE_BYTES / files);
  for (let n = 1; n <= files; n++) yield { name: `puhelu-${n}.wav`, modifiedAt: new Date(), bytes: audio(piecesEach) };
}

/** G.711 as a store gives it: each piece a buffer of its own. */
async function* audio(pieces: number): AsyncGenerator<Buffer> {
  for (let n = 0; n < pieces; n++) {
    const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
    for (let at = 0; at < PIECE_BYTES; at += 4) piece.writeUInt32LE((n * PIECE_BYTES + at * 2_654_435_761) >>> 0, at);
    yield await Promise.resolve(piece);
  }
}
