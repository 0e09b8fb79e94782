import type { KeyObject } from 'node:crypto';

import { idBytes, isId } from '../../kernel/ids.js';
import { seal, unseal } from './aes-gcm.js';
import { DataKey } from './data-key.js';

/** Four records fill a disk sector and none lies across two, so a power cut tears none that was whole before. */
export const RECORD_BYTES = 128;

const FORMAT = Buffer.from([1]);
const UNIT_BYTES = 16;
const SEALED_AT = FORMAT.length + UNIT_BYTES;
const SEALED_BYTES = 60;

/** The 16 bytes of a unit's id. Throws RangeError for what is not an id. */
export function unitBytes(unitId: string): Buffer {
  if (!isId(unitId)) throw new RangeError('not the id of a unit');
  return idBytes(unitId);
}

/** One wrapping, 128 bytes: format (1) || unit (16) || nonce (12) || wrapped key (32) || tag (16) || zeros. */
export function encodeRecord(wrappingKey: KeyObject, unit: Buffer, key: DataKey): Buffer {
  const record = Buffer.alloc(RECORD_BYTES);
  const bytes = key.exportBytes();
  const sealed = seal(wrappingKey, bytes, associatedData(unit));
  bytes.fill(0);
  Buffer.concat([FORMAT, unit, sealed]).copy(record);
  return record;
}

/** The key in the record of `unit`. Throws DecryptionFailed where it is not of this unit and wrapping key. */
export function decodeRecord(wrappingKey: KeyObject, unit: Buffer, record: Buffer): DataKey {
  const sealed = record.subarray(SEALED_AT, SEALED_AT + SEALED_BYTES);
  const bytes = unseal(wrappingKey, sealed, associatedData(unit));
  const key = DataKey.fromBytes(bytes);
  bytes.fill(0);
  return key;
}

/** The unit that a record is of, or `undefined` for a destroyed or unwritten one. */
export function unitOfRecord(record: Buffer): Buffer | undefined {
  const written = record.subarray(0, FORMAT.length).equals(FORMAT);
  return written ? record.subarray(FORMAT.length, SEALED_AT) : undefined;
}

/** A record with the unit that it is of. */
export interface WrittenRecord {
  readonly unit: Buffer;
  readonly record: Buffer;
}

/** The records in `bytes` that are neither destroyed nor unwritten, in their order. */
export function writtenRecords(bytes: Buffer): WrittenRecord[] {
  return Array.from({ length: bytes.length / RECORD_BYTES }, (_, number) =>
    bytes.subarray(number * RECORD_BYTES, (number + 1) * RECORD_BYTES),
  ).flatMap(record => {
    const unit = unitOfRecord(record);
    return unit === undefined ? [] : [{ unit, record }];
  });
}

function associatedData(unit: Buffer): Buffer {
  return Buffer.concat([Buffer.from('tallenne/v1/unit-key/'), unit]);
}
