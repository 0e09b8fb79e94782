import type { KeyObject } from 'node:crypto';

import type { Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { DataKey } from './data-key.js';
import { DayFolders } from './day-folders.js';
import { deriveKey } from './derive-key.js';
import { ExpiringCache, type MonotonicMs } from './expiring-cache.js';
import { KEY_CACHE_MS, KEY_CACHE_SIZE, KeyRing } from './key-ring.js';
import { KeyGone } from './key-gone.js';
import { openKeysFolder } from './keys-folder.js';
import { decodeRecord, encodeRecord, unitBytes } from './unit-record.js';
import { UnitSegments } from './unit-segments.js';

const SWEEP_MS = 5_000;
const MAX_INDEX_BYTES = 128 * 1024 * 1024;
const MAX_DAY_KEYS = 1_000;

/** The keys that follow from one day key. They, and all that they opened, are forgotten at `expiresAtMs`. */
interface DayKeys {
  readonly wrappingKey: KeyObject;
  readonly indexKey: KeyObject;
  readonly expiresAtMs: number;
}

export interface FileKeyRingOptions {
  /** The data folder, which must not hold the keys, nor they it. */
  readonly outsideOf: string;
  readonly nowMs?: MonotonicMs;
}

/**
 * A key ring in a folder: `root.key`, a folder a day with the wrapped day key, in it segments of wrapped data keys. No
 * process locks another out: names appear whole or not at all, each process appends to files of its own, and to destroy
 * is to write zeros in place, which any process may, which needs no free space, and which reaches hard-linked copies.
 */
export class FileKeyRing extends KeyRing {
  readonly #folders: DayFolders;
  readonly #nowMs: MonotonicMs;
  readonly #dayKeys: ExpiringCache<DayKeys>;
  readonly #dataKeys: ExpiringCache<DataKey>;
  readonly #segments = new Map<Day, UnitSegments>();
  /** Counts what was forgotten, so that nothing that was read before is cached after. */
  #forgotten = 0;

  private constructor(folders: DayFolders, nowMs: MonotonicMs) {
    super();
    this.#folders = folders;
    this.#nowMs = nowMs;
    this.#dayKeys = new ExpiringCache({ size: MAX_DAY_KEYS, sweepMs: SWEEP_MS, nowMs });
    this.#dataKeys = new ExpiringCache({ size: KEY_CACHE_SIZE, sweepMs: SWEEP_MS, nowMs });
  }

  /** Opens the ring in `folder`, which is made where there is none. Throws `keys-folder-refused`. */
  static async open(folder: string, options: FileKeyRingOptions): Promise<FileKeyRing> {
    const folders = new DayFolders(await openKeysFolder(folder, options.outsideOf));
    return new FileKeyRing(folders, options.nowMs ?? (() => performance.now()));
  }

  async create(unitId: string, day: Day, key: DataKey): Promise<void> {
    const unit = unitBytes(unitId);
    const dayKeys = await this.#openDay(day, () => this.#folders.openOrCreate(day));
    if ((await this.#stored(unit, day, dayKeys)) !== undefined) throw keyExists();
    await this.#append(unit, day, key, dayKeys);
  }

  async open(unitId: string, day: Day): Promise<DataKey> {
    const unit = unitBytes(unitId);
    const cached = this.#dataKeys.get(cacheName(unitId, day));
    if (cached !== undefined) return cached;
    const before = this.#forgotten;
    const dayKeys = await this.#openDay(day, () => this.#folders.open(day));
    const key = await this.#stored(unit, day, dayKeys);
    if (key === undefined) throw new KeyGone();
    if (this.#forgotten === before) this.#dataKeys.set(cacheName(unitId, day), key, dayKeys.expiresAtMs);
    return key;
  }

  async copyTo(unitId: string, from: Day, to: Day): Promise<void> {
    const unit = unitBytes(unitId);
    const fromKeys = await this.#openDay(from, () => this.#folders.open(from));
    // Not from the cache: a wrapping that another process has dropped must not come back on another day.
    const key = await this.#stored(unit, from, fromKeys);
    if (key === undefined) throw new KeyGone();
    const toKeys = await this.#openDay(to, () => this.#folders.openOrCreate(to));
    const there = await this.#stored(unit, to, toKeys);
    if (there === undefined) await this.#append(unit, to, key, toKeys);
    else if (!there.equals(key)) throw keyExists();
  }

  async drop(unitId: string, day: Day): Promise<void> {
    const unit = unitBytes(unitId);
    const name = cacheName(unitId, day);
    this.#forget(cached => cached === name);
    if (await this.#folders.isLiving(day)) await this.#segmentsOf(day).erase(unit);
    this.#forget(cached => cached === name);
  }

  async destroy(unitId: string): Promise<void> {
    for (const day of await this.#folders.living()) await this.drop(unitId, day);
  }

  async daysOf(unitId: string): Promise<Day[]> {
    const unit = unitBytes(unitId);
    const days = await this.#folders.living();
    const records = await Promise.all(days.map(day => this.#find(day, unit)));
    return days.filter((_day, index) => records[index] !== undefined);
  }

  async indexKey(day: Day): Promise<KeyObject> {
    return (await this.#openDay(day, () => this.#folders.open(day))).indexKey;
  }

  async destroyDay(day: Day): Promise<void> {
    this.#forgetDay(day);
    await this.#folders.destroy(day);
    // A crash from here on leaves the day destroyed and some of its wrappings as noise.
    this.#forgetDay(day);
    await this.#folders.sweep(day);
  }

  days(): Promise<Day[]> {
    return this.#folders.living();
  }

  close(): Promise<void> {
    this.#forget(() => true);
    return Promise.resolve();
  }

  async #openDay(day: Day, openKey: () => Promise<KeyObject>): Promise<DayKeys> {
    const cached = this.#dayKeys.get(day);
    if (cached !== undefined) return cached;
    const before = this.#forgotten;
    const expiresAtMs = this.#nowMs() + KEY_CACHE_MS;
    const key = await openKey();
    const dayKeys = { wrappingKey: deriveKey(key, 'units'), indexKey: deriveKey(key, 'blind-index'), expiresAtMs };
    if (this.#forgotten === before) this.#dayKeys.set(day, dayKeys, expiresAtMs);
    return dayKeys;
  }

  async #stored(unit: Buffer, day: Day, { wrappingKey }: DayKeys): Promise<DataKey | undefined> {
    const record = await this.#find(day, unit);
    return record === undefined ? undefined : decodeRecord(wrappingKey, unit, day, record);
  }

  async #append(unit: Buffer, day: Day, key: DataKey, { wrappingKey }: DayKeys): Promise<void> {
    const appended = this.#segmentsOf(day).append(encodeRecord(wrappingKey, unit, day, key));
    await Promise.allSettled([appended]);
    // The day key may come from the cache, and another process may have destroyed the day and swept its folder since.
    if (!(await this.#folders.isLiving(day))) {
      this.#forgetDay(day);
      throw new KeyGone();
    }
    await appended;
  }

  async #find(day: Day, unit: Buffer): Promise<Buffer | undefined> {
    const record = await this.#segmentsOf(day).find(unit);
    this.#boundIndexes(day);
    return record;
  }

  #segmentsOf(day: Day): UnitSegments {
    const known = this.#segments.get(day);
    const segments = known ?? new UnitSegments(this.#folders.pathOf(day), () => this.#folders.makeDurable(day));
    // Taken out and put back: the day used last stands last.
    this.#segments.delete(day);
    this.#segments.set(day, segments);
    return segments;
  }

  /** Lets go of the indexes of the days used longest ago, except `day`, until the rest is small enough. */
  #boundIndexes(day: Day): void {
    let sizeBytes = [...this.#segments.values()].reduce((sum, segments) => sum + segments.indexBytes, 0);
    for (const [other, segments] of this.#segments) {
      if (sizeBytes <= MAX_INDEX_BYTES || other === day) return;
      sizeBytes -= segments.indexBytes;
      segments.forgetIndex();
    }
  }

  #forgetDay(day: Day): void {
    this.#forget(name => name.startsWith(day));
    this.#segments.delete(day);
  }

  #forget(fits: (name: string) => boolean): void {
    this.#forgotten += 1;
    this.#dataKeys.deleteWhere(fits);
    this.#dayKeys.deleteWhere(fits);
  }
}

function cacheName(unitId: string, day: Day): string {
  return `${day}/${unitId}`;
}

function keyExists(): DomainError {
  return new DomainError('conflict', 'key-exists', 'The unit has a key on that day.');
}
