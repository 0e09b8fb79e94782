import type { KeyObject } from 'node:crypto';

import type { Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { DataKey } from './data-key.js';
import { DayFolders } from './day-folders.js';
import { deriveKey } from './derive-key.js';
import { ExpiringCache, type Expiring, type MonotonicMs } from './expiring-cache.js';
import { KEY_CACHE_MS, KEY_CACHE_SIZE, KeyRing } from './key-ring.js';
import { KeyGone } from './key-gone.js';
import { openKeysFolder } from './keys-folder.js';
import { decodeRecord, encodeRecord, unitBytes } from './unit-record.js';
import { UnitSegments } from './unit-segments.js';

const SWEEP_MS = 5_000;
const MAX_INDEX_BYTES = 128 * 1024 * 1024;
const MAX_DAY_KEYS = 1_000;

/** The keys that follow from one day key. What they open is forgotten together with them. */
interface DayKeys {
  readonly wrappingKey: KeyObject;
  readonly indexKey: KeyObject;
}

export interface FileKeyRingOptions {
  /** The data folder, which must not hold the keys, nor they it. */
  readonly outsideOf: string;
  readonly nowMs?: MonotonicMs;
  /** How much memory the indexes of segments may take, 128 MiB by default: those used longest ago are read anew. */
  readonly maxIndexBytes?: number;
}

/**
 * A key ring in a folder: `root.key`, a folder a day with the wrapped day key, in it segments of wrapped data keys. No
 * process locks another out: names appear whole or not at all, each process appends to files of its own, and to destroy
 * is to write zeros in place, which any process may, which needs no free space, and which reaches hard-linked copies.
 */
export class FileKeyRing extends KeyRing {
  readonly #folders: DayFolders;
  readonly #nowMs: MonotonicMs;
  readonly #maxIndexBytes: number;
  readonly #dayKeys: ExpiringCache<DayKeys>;
  readonly #dataKeys: ExpiringCache<DataKey>;
  readonly #segments = new Map<Day, UnitSegments>();

  private constructor(folders: DayFolders, { nowMs = () => performance.now(), maxIndexBytes }: FileKeyRingOptions) {
    super();
    this.#folders = folders;
    this.#nowMs = nowMs;
    this.#maxIndexBytes = maxIndexBytes ?? MAX_INDEX_BYTES;
    this.#dayKeys = new ExpiringCache({ size: MAX_DAY_KEYS, sweepMs: SWEEP_MS, nowMs });
    this.#dataKeys = new ExpiringCache({ size: KEY_CACHE_SIZE, sweepMs: SWEEP_MS, nowMs });
  }

  /** Opens the ring in `folder`, which is made where there is none. Throws `keys-folder-refused`. */
  static async open(folder: string, options: FileKeyRingOptions): Promise<FileKeyRing> {
    const folders = new DayFolders(await openKeysFolder(folder, options.outsideOf));
    return new FileKeyRing(folders, options);
  }

  /** How much memory the indexes take now. */
  get indexBytes(): number {
    return [...this.#segments.values()].reduce((sum, segments) => sum + segments.indexBytes, 0);
  }

  get fingerprint(): string {
    return this.#folders.fingerprint;
  }

  async create(unitId: string, day: Day, key: DataKey): Promise<void> {
    const unit = unitBytes(unitId);
    const dayKeys = await this.#openDay(day, () => this.#folders.openOrCreate(day));
    if ((await this.#stored(unit, day, dayKeys)) !== undefined) throw keyExists();
    await this.#append(unit, day, key, dayKeys);
  }

  async open(unitId: string, day: Day): Promise<DataKey> {
    const unit = unitBytes(unitId);
    const opened = await this.#dataKeys.getOrLoad(cacheName(unitId, day), async () => {
      const dayKeys = await this.#openDay(day, () => this.#folders.open(day));
      const key = await this.#stored(unit, day, dayKeys);
      if (key === undefined) throw new KeyGone();
      return { value: key, expiresAtMs: dayKeys.expiresAtMs };
    });
    return opened.value;
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
    const dayKeys = await this.#openDay(day, () => this.#folders.open(day));
    return dayKeys.value.indexKey;
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

  #openDay(day: Day, openKey: () => Promise<KeyObject>): Promise<Expiring<DayKeys>> {
    return this.#dayKeys.getOrLoad(day, async () => {
      const expiresAtMs = this.#nowMs() + KEY_CACHE_MS;
      const key = await openKey();
      return {
        value: { wrappingKey: deriveKey(key, 'units'), indexKey: deriveKey(key, 'blind-index') },
        expiresAtMs,
      };
    });
  }

  async #stored(unit: Buffer, day: Day, dayKeys: Expiring<DayKeys>): Promise<DataKey | undefined> {
    const record = await this.#find(day, unit);
    return record === undefined ? undefined : decodeRecord(dayKeys.value.wrappingKey, unit, record);
  }

  async #append(unit: Buffer, day: Day, key: DataKey, dayKeys: Expiring<DayKeys>): Promise<void> {
    const appended = this.#segmentsOf(day).append(encodeRecord(dayKeys.value.wrappingKey, unit, key));
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
    let sizeBytes = this.indexBytes;
    for (const [other, segments] of this.#segments) {
      if (sizeBytes <= this.#maxIndexBytes) return;
      if (other === day) continue;
      sizeBytes -= segments.indexBytes;
      segments.forgetIndex();
    }
  }

  #forgetDay(day: Day): void {
    this.#forget(name => name.startsWith(day));
    this.#segments.delete(day);
  }

  #forget(fits: (name: string) => boolean): void {
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
