import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MovableClock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { parseDay } from '../kernel/calendar.js';
import type { Config } from '../platform/config/index.js';
import { DataKey } from '../platform/crypto/data-key.js';
import { DecryptionFailed } from '../platform/crypto/decryption-failed.js';
import type { DueDays } from '../platform/crypto/due-days.js';
import { FileKeyRing } from '../platform/crypto/file-key-ring.js';
import { temporaryFolder, type TemporaryFolder } from '../platform/crypto/testing/temporary-folder.js';
import type { Database, EntityManager } from '../platform/database/index.js';
import { AuditTexts } from './audit-texts.js';

const AT = new Date('2026-11-24T07:00:00Z');
const [EVENT_ID, UNIT_ID] = [newId(AT), newId(AT)];
const DUE_ON = parseDay('2031-11-30');

describe('the texts of an event', () => {
  let folder: TemporaryFolder;
  let rows: object[];
  let clock: MovableClock;

  const openRing = () => FileKeyRing.open(join(folder.path, 'keys'), { outsideOf: join(folder.path, 'data') });
  const em = { insertMany: (_: unknown, all: object[]) => Promise.resolve(void rows.push(...all)) };

  /** As an instance that has just started has them. */
  async function texts(): Promise<AuditTexts> {
    const month = { unitId: UNIT_ID, dueOn: DUE_ON };
    const entities = () => ({ find: () => Promise.resolve(rows), findOne: () => Promise.resolve(month) });
    // The month has begun: neither days nor settings are asked.
    const [dueDays, config] = [{} as DueDays, {} as Config];
    return new AuditTexts({ entities } as unknown as Database, await openRing(), dueDays, config, clock);
  }

  beforeEach(async () => {
    folder = await temporaryFolder();
    rows = [];
    clock = new MovableClock(AT);
    await (await openRing()).create(UNIT_ID, DUE_ON, DataKey.generate());
    const committed = [{ name: 'text', salt: Buffer.alloc(16, 7), text: 'Valitus.' }];
    await (await texts()).keep(em as unknown as EntityManager, EVENT_ID, AT, committed); // it is asked nothing else
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  it('are read as they were kept', async () => {
    const salt = Buffer.alloc(16, 7).toString('base64url');

    expect(await (await texts()).of(EVENT_ID)).toEqual([{ name: 'text', salt, text: 'Valitus.' }]);
  });

  it('are gone with the key of their month', async () => {
    await (await openRing()).destroyDay(DUE_ON);

    expect(await (await texts()).of(EVENT_ID)).toEqual([]);
  });

  it('are gone when the last day of their month is over, although the key is there', async () => {
    clock.moveTo(new Date('2031-11-30T23:00:00Z'));

    expect(await (await texts()).of(EVENT_ID)).toEqual([]);
  });

  it('are not taken for gone where their key is there and damaged', async () => {
    const day = join(folder.path, 'keys', 'days', DUE_ON);
    for (const name of await readdir(day)) {
      const bytes = await readFile(join(day, name));
      await writeFile(join(day, name), Buffer.from([...bytes.subarray(0, -1), (bytes.at(-1) ?? 0) ^ 1]));
    }

    await expect((await texts()).of(EVENT_ID)).rejects.toThrow(DecryptionFailed);
  });
});
