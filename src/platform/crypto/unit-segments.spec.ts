import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idBytes } from '../../kernel/ids.js';
import { DataKey } from './data-key.js';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder.js';
import { encodeRecord } from './unit-record.js';
import { UnitSegments } from './unit-segments.js';

describe('the segments of a day', () => {
  const wrappingKey = createSecretKey(randomBytes(32));
  let folder: TemporaryFolder;
  let day: string;
  let segments: UnitSegments;

  beforeEach(async () => {
    folder = await temporaryFolder();
    day = join(folder.path, '2030-01-07');
    await mkdir(day);
    segments = new UnitSegments(day, () => Promise.resolve());
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  async function appended(): Promise<{ unit: Buffer; record: Buffer }> {
    const unit = idBytes(randomUUID());
    const record = encodeRecord(wrappingKey, unit, DataKey.generate());
    await segments.append(record);
    return { unit, record };
  }

  async function told(): Promise<string[]> {
    const units: string[] = [];
    for await (const unit of segments.units()) units.push(unit);
    return units;
  }

  async function expectNothing(unit: Buffer): Promise<void> {
    expect(await segments.find(unit)).toBeUndefined();
    expect(await segments.findAny([unit])).toEqual([]);
    expect(await told()).toEqual([]);
    await expect(segments.erase(unit)).resolves.toBeUndefined();
  }

  it('have nothing where their folder is gone', async () => {
    await rm(day, { recursive: true });

    await expectNothing(idBytes(randomUUID()));
  });

  it('have nothing of a segment that was swept after it was indexed', async () => {
    const { unit, record } = await appended();
    expect(await segments.find(unit)).toEqual(record);
    for (const name of await readdir(day)) await rm(join(day, name));

    await expectNothing(unit);
  });

  it('are not taken for empty where one cannot be read', async () => {
    const { unit, record } = await appended();
    expect(await segments.find(unit)).toEqual(record);
    await mkdir(join(day, `units-${randomUUID()}.seg`));

    const other = idBytes(randomUUID());
    for (const ask of [() => segments.find(other), () => segments.findAny([other]), () => segments.erase(unit), told]) {
      await expect(ask()).rejects.toMatchObject({ code: 'EISDIR' });
    }
    expect(await segments.find(unit)).toEqual(record);
  });

  it('are not taken for empty where there is a file in the place of their folder', async () => {
    const file = join(folder.path, '2030-01-08');
    await writeFile(file, '');
    segments = new UnitSegments(file, () => Promise.resolve());

    await expect(segments.find(idBytes(randomUUID()))).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(told()).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
