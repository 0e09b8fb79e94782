import { createHash } from 'node:crypto';
import { openCobblestone, HEADER_BYTES } from '../../src/platform/crypto/cobblestone.js';
import { audioContext } from '../../src/recordings/audio/receive-audio.js';
import type { KeptServer } from '../support/server.js';
import { blobBytes } from './stored-blobs.js';
import type { CopyRow, Kept, UnitRow } from './kept.js';

/** Every blob belongs to something that is kept or queued to go; nothing lies half-stored. */
export function blobFindings(kept: Kept): string[] {
  const { blobs, staged, queuedBlobs } = kept;
  const owners = new Set(withAudio(kept).map(({ id }) => id));
  return [
    ...[...blobs].filter(name => !owners.has(name) && !queuedBlobs.has(name)).map(name => `blob ${name} has no row`),
    ...[...owners].filter(id => !blobs.has(id)).map(id => `row ${id} has no blob`),
    ...staged.map(name => `staged ${name} was left behind`),
  ];
}

/** A waveform goes with its recording. */
export function waveformFindings({ recordings, waveforms }: Kept): string[] {
  const owners = new Set(recordings.map(({ id }) => id));
  return [...waveforms].filter(id => !owners.has(id)).map(id => `waveform ${id} has no recording`);
}

/** Every unit is wrapped on its due day and on no other, unless that day is destroyed; every wrapping is of a unit. */
export function keyFindings(kept: Kept): string[] {
  const { recordings, contacts, items, copies, parts, dossiers, files, months, wrappings, destroyedDays } = kept;
  const all: UnitRow[] = [recordings, contacts, items, copies, parts, dossiers, files, months].flat();
  const units = new Map(all.map(unit => [unit.id, unit]));
  const strays = [...wrappings].filter(([id]) => !units.has(id));
  return [
    ...[...units.values()].flatMap(unit => wrappingFindings(unit, wrappings.get(unit.id) ?? [], destroyedDays)),
    ...strays.map(([id, days]) => `key ${id} on ${days.join()} belongs to nothing`),
  ];
}

function wrappingFindings({ id, due_on }: UnitRow, days: readonly string[], destroyed: ReadonlySet<string>): string[] {
  const wanted = destroyed.has(due_on) ? '' : due_on;
  return days.join() === wanted ? [] : [`unit ${id} has keys on ${days.join() || 'no day'} instead of ${wanted}`];
}

/** The units whose audio lies in a blob. */
function withAudio({ recordings, items, copies, parts, files }: Kept): CopyRow[] {
  return [...recordings, ...items, ...copies, ...parts, ...files].flatMap(({ id, due_on, audio_sha256 }) =>
    audio_sha256 ? [{ id, due_on, audio_sha256 }] : [],
  );
}

/** The audio of every living recording, item and training copy decrypts, whole, to the bytes whose hash its row holds. */
export async function audioFindings(server: KeptServer, kept: Kept): Promise<string[]> {
  const findings: string[] = [];
  for (const unit of withAudio(kept)) {
    if (!kept.blobs.has(unit.id) || kept.destroyedDays.has(unit.due_on)) continue;
    const sha256 = await decryptedSha256(server, kept, unit).catch(() => null);
    if (sha256 === null) findings.push(`audio ${unit.id} does not decrypt`);
    else if (!sha256.equals(unit.audio_sha256)) findings.push(`audio ${unit.id} has another hash than its row`);
  }
  return findings;
}

async function decryptedSha256(server: KeptServer, { ring }: Kept, unit: CopyRow): Promise<Buffer> {
  const blob = await blobBytes(server, unit.id);
  const key = (await ring.open(unit.id, unit.due_on)).audioKey();
  const reader = openCobblestone(key, audioContext(unit.id), blob.subarray(0, HEADER_BYTES), blob.length);
  const hash = createHash('sha256');
  for (let chunk = 0; chunk <= reader.lastChunk; chunk += 1) {
    const { offset, length } = reader.rangeOfChunk(chunk);
    hash.update(reader.decryptChunk(chunk, blob.subarray(offset, offset + length)));
  }
  return hash.digest();
}
