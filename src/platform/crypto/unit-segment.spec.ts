import { createSecretKey, randomBytes } from 'node:crypto';
import { truncateSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataKey } from './data-key.js';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder.js';
import { encodeRecord, RECORD_BYTES } from './unit-record.js';
import { UnitSegment } from './unit-segment.js';

/** So many records are read at a time. */
const PIECE = 8_192;

describe('the units of a segment', () => {
  let folder: TemporaryFolder;
  let path: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'units.seg');
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  async function write(count: number): Promise<Buffer[]> {
    const wrappingKey = createSecretKey(randomBytes(32));
    const units = Array.from({ length: count }, () => randomBytes(16));
    await writeFile(path, Buffer.concat(units.map(unit => encodeRecord(wrappingKey, unit, DataKey.generate()))));
    return units;
  }

  async function told(during: (count: number) => Promise<void> = () => Promise.resolve()): Promise<Buffer[]> {
    const units: Buffer[] = [];
    for await (const unit of new UnitSegment(path).units()) await during(units.push(unit));
    return units;
  }

  it('are told piece after piece, each once', async () => {
    const units = await write(PIECE + 3);

    expect(Buffer.concat(await told()).equals(Buffer.concat(units))).toBe(true);
  });

  it('are none where the segment is gone', async () => {
    expect(await told()).toEqual([]);
  });

  it('end where the segment goes while they are told', async () => {
    await write(PIECE + 3);

    expect(await told(async count => (count === 1 ? rm(path) : undefined))).toHaveLength(PIECE);
  });

  it('are known as far as they were read, where the segment is cut meanwhile', async () => {
    const [first, ...others] = await write(3 * PIECE);
    const segment = new UnitSegment(path);
    const beforeBytes = segment.indexBytes;
    const reading = segment.readOn();
    while (segment.indexBytes === beforeBytes) await turn();
    truncateSync(path, PIECE * RECORD_BYTES);
    await reading;

    const known = [first, others.at(-1)].map(unit => unit !== undefined && segment.mayHave(unit));
    expect(known).toEqual([true, false]);
  });

  it('are not taken for none where the segment cannot be read', async () => {
    await mkdir(path);

    await expect(told()).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
