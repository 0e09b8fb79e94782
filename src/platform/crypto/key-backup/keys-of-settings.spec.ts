import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseDay } from '../../../kernel/calendar.js';
import { readConfig, type Config } from '../../config/index.js';
import { DataKey } from '../data-key.js';
import { FileKeyRing } from '../file-key-ring.js';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.js';
import { restoreKeyRing, withKeyCopy } from './keys-of-settings.js';

const NO_DATABASE = undefined as never; // a ring in a folder asks none
const MONDAY = parseDay('2030-01-07');

describe('the keys of the settings', () => {
  let folder: TemporaryFolder;
  let lost: Config;
  let found: Config;

  beforeEach(async () => {
    folder = await temporaryFolder();
    [lost, found] = [configIn('lost'), configIn('found')];
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  function configIn(name: string): Config {
    const at = (inner: string) => join(folder.path, name, inner);
    return readConfig({
      TALLENNE_DATA_DIR: at('data'),
      TALLENNE_KEYS_DIR: at('keys'),
      TALLENNE_LOG_KEY_FILE: at('log/keys'),
    });
  }

  const ringOf = ({ keysDir, dataDir }: Config) => FileKeyRing.open(keysDir, { outsideOf: dataDir });

  async function putLogKeys({ logKeyFile }: Config, text: string): Promise<void> {
    await mkdir(dirname(logKeyFile), { recursive: true });
    await writeFile(logKeyFile, text);
  }

  /** Copies the keys of `lost` and brings them to `found`. */
  const restore = (onReady = () => Promise.resolve()) =>
    withKeyCopy(lost, NO_DATABASE, copy =>
      restoreKeyRing(found, NO_DATABASE, {
        backup: { ...copy, createdAt: new Date(0), deleteBy: MONDAY },
        isOver: () => false,
        destroyed: [],
        onReady,
      }),
    );

  it('come back with the keys of the log, for their owner alone', async () => {
    const [unitId, key] = [randomUUID(), DataKey.generate()];
    await (await ringOf(lost)).create(unitId, MONDAY, key);
    await putLogKeys(lost, 'of the log');

    expect(await restore()).toEqual({ days: 1, units: 1, daysDropped: 0 });
    expect((await (await ringOf(found)).open(unitId, MONDAY)).equals(key)).toBe(true);
    expect(await readFile(found.logKeyFile, 'utf8')).toBe('of the log');
    expect((await stat(found.logKeyFile)).mode & 0o777).toBe(0o600);
  });

  it('leave the keys of the log that are there, which may be newer', async () => {
    await putLogKeys(lost, 'of the log');
    await putLogKeys(found, 'newer');
    await restore();

    expect(await readFile(found.logKeyFile, 'utf8')).toBe('newer');
  });

  it('bring no keys of the log where there were none', async () => {
    await restore();

    expect(await readdir(join(folder.path, 'found'))).toEqual(['keys']);
  });

  it('have the keys of the log back before anybody is told that they may be used', async () => {
    await putLogKeys(lost, 'of the log');
    const seen: string[] = [];
    await restore(async () => {
      seen.push(await readFile(found.logKeyFile, 'utf8'));
    });

    expect(seen).toEqual(['of the log']);
  });
});
