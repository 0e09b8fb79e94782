import { randomUUID, type KeyObject } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { isDay, type Day } from '../../kernel/calendar.js';
import { errnoOf, isMissing, noticingFullStorage, syncFolder, writeFully, writeNewFile } from '../files/durable.js';
import { DAY_KEY_BYTES, isDayKey, unwrapDayKey, wrapNewDayKey } from './day-key.js';
import { deriveKey, fingerprintOf } from './derive-key.js';
import type { KeysFolder } from './keys-folder.js';

const KEY_FILE = 'day.key';
const TAKEN = ['ENOTEMPTY', 'EEXIST'];

/**
 * A folder a day with its `day.key`, 61 bytes: a format byte and the key wrapped by the root key; or zeros, which say
 * that the day was destroyed.
 *
 * A folder gets its name together with its `day.key`, by a rename that fails where there is one already: a day has
 * one key, whoever comes first, and no second file holds it. To destroy is to overwrite it with zeros in place, less
 * than a disk sector: at each moment and after any crash the day either lives or is destroyed, and as the file stays,
 * a destroyed day cannot be made again.
 */
export class DayFolders {
  readonly #folder: KeysFolder;
  readonly #wrappingKey: KeyObject;
  readonly #destroyed = new Set<Day>();

  constructor(folder: KeysFolder) {
    this.#folder = folder;
    this.#wrappingKey = deriveKey(folder.rootKey, 'days');
  }

  /** Tells this folder's root key from any other, and nothing about it. */
  get fingerprint(): string {
    return fingerprintOf(this.#folder.rootKey);
  }

  /** The key of the digests of tombstones. */
  get tombstoneKey(): KeyObject {
    return deriveKey(this.#folder.rootKey, 'tombstones');
  }

  /** The folder of `day`. Throws RangeError for what is not a day. */
  pathOf(day: Day): string {
    if (!isDay(day)) throw new RangeError('not a day');
    return join(this.#folder.days, day);
  }

  /** The key of `day`. Throws KeyGone where it has none (yet, or any more), DecryptionFailed where it is damaged. */
  async open(day: Day): Promise<KeyObject> {
    return unwrapDayKey(this.#wrappingKey, day, await this.#read(day));
  }

  /** The key of `day`, made now where the day never had one. Throws KeyGone where the day was destroyed. */
  async openOrCreate(day: Day): Promise<KeyObject> {
    if ((await this.#read(day)) === undefined) await this.#createFolder(day, wrapNewDayKey(this.#wrappingKey, day));
    return this.open(day);
  }

  /** Whether `day` has a key at this moment. */
  async isLiving(day: Day): Promise<boolean> {
    if (this.#destroyed.has(day)) return false;
    const stored = await this.#read(day);
    if (stored !== undefined && !isDayKey(stored)) this.#destroyed.add(day);
    return isDayKey(stored);
  }

  /** The days that have a key at this moment, in ascending order. */
  async living(): Promise<Day[]> {
    const days = (await readdir(this.#folder.days)).filter(isDay).sort();
    const living = await Promise.all(days.map(day => this.isLiving(day)));
    return days.filter((_day, index) => living[index]);
  }

  /** Destroys the key of `day`, durably and for ever. What it wrapped is noise from then on; see `sweep`. */
  async destroy(day: Day): Promise<void> {
    const zeros = Buffer.alloc(DAY_KEY_BYTES);
    if ((await this.#read(day)) === undefined) await this.#createFolder(day, zeros);
    await using file = await open(join(this.pathOf(day), KEY_FILE), 'r+');
    await writeFully(file, [zeros], 0);
    await file.truncate(DAY_KEY_BYTES);
    // A crash here leaves the day destroyed or, after a power cut, alive: never both, never neither.
    await file.datasync();
    await this.makeDurable(day);
  }

  /** Removes what the key of a destroyed `day` wrapped. A crash leaves some of it, as noise. Throws TypeError for a living day. */
  async sweep(day: Day): Promise<void> {
    if (await this.isLiving(day)) throw new TypeError('a day that has a key is not swept');
    const path = this.pathOf(day);
    const noise = (await readdir(path)).filter(name => name !== KEY_FILE);
    for (const name of noise) await rm(join(path, name), { force: true });
    await syncFolder(path);
  }

  /** Makes the folder of `day` and the names in it durable, whoever made them. */
  async makeDurable(day: Day): Promise<void> {
    await syncFolder(this.pathOf(day));
    await syncFolder(this.#folder.days);
  }

  async #read(day: Day): Promise<Buffer | undefined> {
    try {
      return await readFile(join(this.pathOf(day), KEY_FILE));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Gives `day` its folder with `content` as its day.key, unless it has one. */
  async #createFolder(day: Day, content: Buffer): Promise<void> {
    const staged = join(this.#folder.staging, randomUUID());
    try {
      await noticingFullStorage(() => this.#stageFolder(staged, content));
      // A crash here leaves a folder that has never been a day's; it is swept when old.
      await rename(staged, this.pathOf(day));
    } catch (error) {
      await rm(staged, { recursive: true, force: true });
      if (!TAKEN.some(errno => errno === errnoOf(error))) throw error;
    }
    // A crash here leaves the day with its key or, after a power cut, without: nothing that it wraps is durable yet.
    await syncFolder(this.#folder.days);
  }

  async #stageFolder(staged: string, content: Buffer): Promise<void> {
    await mkdir(staged, { mode: 0o700 });
    await writeNewFile(join(staged, KEY_FILE), content);
    await syncFolder(staged);
  }
}
