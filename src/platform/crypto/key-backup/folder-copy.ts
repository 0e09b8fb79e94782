import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isDay, type Day } from '../../../kernel/calendar.js';
import { isMissing } from '../../files/durable.js';
import { DAY_KEY_BYTES, isDayKey } from '../day-key.js';
import { fingerprintOf } from '../derive-key.js';
import type { KeysFolder } from '../keys-folder.js';
import { RECORD_BYTES, writtenRecords } from '../unit-record.js';
import type { KeyPiece, RingCopy } from './key-copy.js';

const PIECE_BYTES = 8_192 * RECORD_BYTES;

/**
 * All that is in a keys folder, which others go on using. It is read twice, the second time only what was appended since: a unit
 * that moved from a day read late to a day read early is on the one or the other.
 */
export function copyOfFolder({ days, rootKey }: KeysFolder): RingCopy {
  return { rootKey: rootKey.export(), fingerprint: fingerprintOf(rootKey), pieces: piecesOf(days) };
}

async function* piecesOf(folder: string): AsyncGenerator<KeyPiece> {
  const readTo = new Map<string, number>();
  for (let round = 0; round < 2; round += 1) {
    for (const day of (await readdir(folder)).filter(isDay).sort()) yield* piecesOfDay(join(folder, day), day, readTo);
  }
}

async function* piecesOfDay(folder: string, day: Day, readTo: Map<string, number>): AsyncGenerator<KeyPiece> {
  const keyFile = join(folder, 'day.key');
  const key = await readFile(keyFile);
  if (!isDayKey(key)) return;
  if (!readTo.has(keyFile)) yield { day, key: ofOneLength(key) };
  readTo.set(keyFile, key.length);
  for (const name of (await readdir(folder)).filter(file => file.endsWith('.seg'))) {
    yield* recordsFrom(join(folder, name), day, readTo);
  }
}

/** A damaged key may be shorter or longer: a restore takes one length alone, and finds it as damaged as it was. */
function ofOneLength(key: Buffer): Buffer {
  if (key.length === DAY_KEY_BYTES) return key;
  return Buffer.concat([key, Buffer.alloc(DAY_KEY_BYTES, 0xff)]).subarray(0, DAY_KEY_BYTES);
}

/** The records of a segment from where it was read to; none where its day was destroyed meanwhile. */
async function* recordsFrom(path: string, day: Day, readTo: Map<string, number>): AsyncGenerator<KeyPiece> {
  for (;;) {
    const from = readTo.get(path) ?? 0;
    const bytes = await readPiece(path, from);
    if (bytes.length === 0) return;
    readTo.set(path, from + bytes.length);
    const records = writtenRecords(bytes).map(({ record }) => record);
    if (records.length > 0) yield { day, records: Buffer.concat(records) };
  }
}

async function readPiece(path: string, from: number): Promise<Buffer> {
  try {
    await using handle = await open(path, 'r');
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, from);
    return buffer.subarray(0, bytesRead - (bytesRead % RECORD_BYTES));
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
}
