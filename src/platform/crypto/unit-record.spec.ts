import { randomBytes, createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DataKey } from './data-key.js';
import { encodeRecord, writtenRecords } from './unit-record.js';

describe('the written records of a segment', () => {
  const wrappingKey = createSecretKey(randomBytes(32));
  const recordOf = (unit: Buffer) => encodeRecord(wrappingKey, unit, DataKey.generate());

  it('are told with their units in their order, without what was destroyed or never written', () => {
    const units = [randomBytes(16), randomBytes(16)] as const;
    const [one, other] = [recordOf(units[0]), recordOf(units[1])];

    expect(writtenRecords(Buffer.concat([Buffer.alloc(128), one, Buffer.alloc(128), other]))).toEqual([
      { unit: units[0], record: one },
      { unit: units[1], record: other },
    ]);
  });

  it('are none where there is nothing', () => {
    expect(writtenRecords(Buffer.alloc(0))).toEqual([]);
  });
});
