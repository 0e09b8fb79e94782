import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import type { Database } from '../../platform/database/index.js';
import { TileMissing, type LogTiles } from '../integration/log-tiles.js';
import { CheckContinuation } from './check-continuation.js';
import type { OutsideLog } from './outside-log.js';
import { SmallLog } from './testing/small-log.js';

describe('how the log stands to its copy', () => {
  let folder: TemporaryFolder;
  let log: SmallLog;
  let copy: OutsideLog;

  beforeAll(async () => {
    folder = await temporaryFolder();
    log = await SmallLog.of(300, folder.path);
    copy = await log.copied('copy');
  });

  afterAll(() => folder[Symbol.asyncDispose]());

  /** Where there is a copy, the database is asked for the log alone. */
  const check = (of: SmallLog, outside: OutsideLog, tiles: LogTiles = of.tiles) =>
    new CheckContinuation({} as Database, of.logHead, tiles, of.keys, outside).execute();

  it('continues a copy that it equals', async () => {
    expect(await check(log, copy)).toBe('continued');
  });

  it('continues a copy that it has outgrown', async () => {
    const grown = await SmallLog.of(3, join(folder.path, 'grown'));
    const early = await grown.copied('copy');
    await grown.grow(297);
    expect(await check(grown, early)).toBe('continued');
  });

  it('does not continue a copy that is further: a backup was restored', async () => {
    const restored = await SmallLog.of(3, join(folder.path, 'restored'));
    const early = { ...restored.head };
    await restored.grow(7);
    const later = await restored.copied('copy');
    Object.assign(restored.head, early);
    expect(await check(restored, later)).toBe('not-continued');
  });

  it('does not continue the copy of another log, whose keys it does not have', async () => {
    const other = await SmallLog.of(300, join(folder.path, 'other'));
    expect(await check(other, copy)).toBe('not-continued');
  });

  it('does not continue a copy that another tree of its own keys stands in', async () => {
    const rewritten = { ...log.head };
    Object.assign(log.head, { origin: 'example.org/renamed' });
    expect(await check(log, copy)).toBe('not-continued');
    Object.assign(log.head, rewritten);
    const other = await SmallLog.of(300, join(folder.path, 'rewritten'));
    expect(await check(log, copy, other.tiles)).toBe('not-continued');
  });

  it('does not continue a copy whose checkpoint is none', async () => {
    const spoilt = { checkpoint: () => Promise.resolve('hello\n') } as unknown as OutsideLog; // it is asked nothing else
    expect(await check(log, spoilt)).toBe('not-continued');
  });

  it('does not continue a copy where its own tiles are not whole', async () => {
    const holed = { read: () => Promise.reject(new TileMissing()) } as unknown as LogTiles;
    expect(await check(log, copy, holed)).toBe('not-continued');
  });

  it('cannot say how it stands where its tiles cannot be read', async () => {
    const away = { read: () => Promise.reject(new TypeError('no database')) } as unknown as LogTiles;
    await expect(check(log, copy, away)).rejects.toThrow('no database');
  });
});
