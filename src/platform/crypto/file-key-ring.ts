import type { KeyObject } from 'node:crypto';

import type { Day } from '../../kernel/calendar.js';
import { formatUuid } from '../../kernel/ids.js';
import type { DataKey } from './data-key.js';
import { DayFolders } from './day-folders.js';
import type { Expiring, MonotonicMs } from './expiring-cache.js';
import { shareOfMemory } from './index-memory.js';
import { KeyRing } from './key-ring.js';
import { KeyExists } from './key-exists.js';
import { KeyGone } from './key-gone.js';
import { openKeysFolder } from './keys-folder.js';
import { OpenedKeys, type DayKeys } from './opened-keys.js';
import { decodeRecord, encodeRecord, unitBytes } from './unit-record.js';
import { UnitSegments } from './unit-segments.js';

export interface FileKeyRingOptions {
  /** The data folder, which must not hold the keys, nor they it. */
  readonly outsideOf: string;
  readonly nowMs?: MonotonicMs;
  /** How much memory the indexes of segments may take, {@link shareOfMemory} by default: those used longest ago are read anew. */
  readonly maxIndexBytes?: number;
}

/**
 * A key ring in a folder: `root.key`, a folder a day with the wrapped day key, in it segments of wrapped data keys. No
 * process locks another out: names appear whole or not at all, each process appends to files of its own, and to destroy
 * is to write zeros in place, which any process may, which needs no free space, and which reaches hard-linked copies.
 */
export class FileKeyRing extends KeyRing {
  readonly #folders: DayFolders;
  readonly #maxIndexBytes: number;
  readonly #opened: OpenedKeys;
  readonly #segments = new Map<Day, UnitSegments>();

  private constructor(folders: DayFolders, { nowMs, maxIndexBytes }: FileKeyRingOptions) {
    super();
    this.#folders = folders;
    this.#maxIndexBytes = maxIndexBytes ?? shareOfMemory();
    this.#opened = new OpenedKeys(nowMs);
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

  get tombstoneKey(): KeyObject {
    return this.#folders.tombstoneKey;
  }

  async create(unitId: string, day: Day, key: DataKey): Promise<void> {
    const unit = unitBytes(unitId);
    const dayKeys = await this.#opened.day(day, () => this.#folders.openOrCreate(day));
    if ((await this.#stored(unit, day, dayKeys)) !== undefined) throw new KeyExists();
    await this.#append(unit, day, key, dayKeys);
  }

  async open(unitId: string, day: Day): Promise<DataKey> {
    const unit = unitBytes(unitId);
    return this.#opened.unit(unitId, day, async () => {
      const dayKeys = await this.#opened.day(day, () => this.#folders.open(day));
      const key = await this.#stored(unit, day, dayKeys);
      if (key === undefined) throw new KeyGone();
      return { value: key, expiresAtMs: dayKeys.expiresAtMs };
    });
  }

  async copyTo(unitId: string, from: Day, to: Day): Promise<void> {
    const unit = unitBytes(unitId);
    const fromKeys = await this.#opened.day(from, () => this.#folders.open(from));
    // Not from the cache: a wrapping that another process has dropped must not come back on another day.
    const key = await this.#stored(unit, from, fromKeys);
    if (key === undefined) throw new KeyGone();
    const toKeys = await this.#opened.day(to, () => this.#folders.openOrCreate(to));
    const there = await this.#stored(unit, to, toKeys);
    if (there === undefined) await this.#append(unit, to, key, toKeys);
    else if (!there.equals(key)) throw new KeyExists();
  }

  async drop(unitId: string, day: Day): Promise<void> {
    const unit = unitBytes(unitId);
    this.#opened.forgetUnit(unitId, day);
    if (await this.#folders.isLiving(day)) await this.#segmentsOf(day).erase(unit);
    this.#opened.forgetUnit(unitId, day);
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

  async isOn(unitId: string, day: Day): Promise<boolean> {
    const unit = unitBytes(unitId);
    return (await this.#folders.isLiving(day)) && (await this.#find(day, unit)) !== undefined;
  }

  async stillKept(unitIds: readonly string[]): Promise<ReadonlySet<string>> {
    const kept = new Set<string>();
    const units = unitIds.map(unitBytes);
    for (const day of await this.#folders.living()) {
      for (const unit of await this.#segmentsOf(day).findAny(units)) kept.add(formatUuid(unit));
      this.#boundIndexes(day);
    }
    return kept;
  }

  async indexKey(day: Day): Promise<KeyObject> {
    const dayKeys = await this.#opened.day(day, () => this.#folders.open(day));
    return dayKeys.value.indexKey;
  }

  async destroyDay(day: Day): Promise<void> {
    this.#forgetDay(day);
    await this.#folders.destroy(day);
    this.#forgetDay(day);
  }

  async sweepDay(day: Day): Promise<void> {
    await this.#folders.sweep(day);
  }

  async tracesAreGone(day: Day): Promise<boolean> {
    return !(await this.#folders.isLiving(day));
  }

  days(): Promise<Day[]> {
    return this.#folders.living();
  }

  async *unitsOf(day: Day): AsyncGenerator<string> {
    if (await this.#folders.isLiving(day)) yield* this.#segmentsOf(day).units();
  }

  close(): Promise<void> {
    this.#opened.forgetAll();
    return Promise.resolve();
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
    this.#opened.forgetDay(day);
    this.#segments.delete(day);
  }
}
