import type { KeyObject } from 'node:crypto';

import type { Day } from '../../kernel/calendar.js';
import type { DataKey } from './data-key.js';

/** How long an opened key may stay in memory: so long may another process still read after a key was destroyed here. */
export const KEY_CACHE_MS = 60_000;

/** How many opened data keys stay in memory at most. */
export const KEY_CACHE_SIZE = 10_000;

/**
 * Keeps the data keys of custody units, each wrapped by the key of the unit's due day, in a place of its own. Any number
 * of processes may use one ring at the same time.
 *
 * A day has a key from its first unit until it is destroyed; a destroyed day never has one again. What is written is
 * durable when the promise resolves. Opened keys are cached for at most `KEY_CACHE_MS`; what this process drops or
 * destroys, it forgets before the promise resolves.
 *
 * Everywhere: KeyGone means that the key is certainly not there. A key that is there and does not open is damage and
 * throws DecryptionFailed. A full disk throws `storage-full`.
 */
export abstract class KeyRing {
  /**
   * Wraps `key` as the key of `unitId` on `day`. Throws KeyGone where the day was destroyed, and `key-exists` where the
   * unit has a key on that day; a unit is created by one caller, with a new id.
   */
  abstract create(unitId: string, day: Day, key: DataKey): Promise<void>;

  /** The key of `unitId` on `day`. Throws KeyGone where there is none or the day was destroyed. */
  abstract open(unitId: string, day: Day): Promise<DataKey>;

  /**
   * Wraps the key that `unitId` has on `from` on the day `to` as well; both days then open it. May be repeated. Throws
   * KeyGone where there is no key on `from` or `to` was destroyed, `key-exists` where `to` has another key of the unit.
   */
  abstract copyTo(unitId: string, from: Day, to: Day): Promise<void>;

  /** Destroys the wrapping of `unitId` on `day`, if there is one. */
  abstract drop(unitId: string, day: Day): Promise<void>;

  /** Destroys every wrapping of `unitId` on every day. One that is copied at the same time may stay: ask `daysOf`. */
  abstract destroy(unitId: string): Promise<void>;

  /** The living days on which a wrapping of `unitId` is left, in ascending order. Never answered from a cache. */
  abstract daysOf(unitId: string): Promise<Day[]>;

  /** Whether a wrapping of the unit is on the living day. Never answered from a cache. */
  abstract isOn(unitId: string, day: Day): Promise<boolean>;

  /** Those of `unitIds` of which a wrapping is left on any living day. Never answered from a cache. */
  abstract stillKept(unitIds: readonly string[]): Promise<ReadonlySet<string>>;

  /** The key of the blind indexes of `day`. Throws KeyGone where the day had no unit yet or was destroyed. */
  abstract indexKey(day: Day): Promise<KeyObject>;

  /** Destroys the key of `day`, used or not, for ever. What it wrapped is noise from then on. May be repeated. */
  abstract destroyDay(day: Day): Promise<void>;

  /**
   * Takes what the key of a destroyed `day` wrapped out of storage, which is no longer secret but large. May be repeated, and
   * is, until it has resolved once: only then does {@link tracesAreGone} speak of the day. Throws TypeError for a day that has a key.
   */
  abstract sweepDay(day: Day): Promise<void>;

  /**
   * Whether nothing is left in the ring's own storage, journals among it, of the keys that were destroyed or dropped by the end
   * of `day`, the key of `day` itself first of all. False while `day` has a key. Of an erasure, ask about the day on which it
   * was done. Copies elsewhere are apart: see `KeysBackupWindow`.
   */
  abstract tracesAreGone(day: Day): Promise<boolean>;

  /** The days that have a key, in ascending order. */
  abstract days(): Promise<Day[]>;

  /**
   * The units that have a wrapping on `day`, in no order, read as they are asked for; none where the day has no key. One that
   * comes or goes meanwhile may or may not be named. Never answered from a cache.
   */
  abstract unitsOf(day: Day): AsyncIterable<string>;

  /** Tells this ring from any other, and nothing about its keys: a database knows the ring that it was used with. */
  abstract readonly fingerprint: string;

  /** The key of the digests of tombstones; it comes of the root key, so that it is the same for ever and in every process. */
  abstract readonly tombstoneKey: KeyObject;

  /** Forgets every opened key. The ring is not used afterwards. */
  abstract close(): Promise<void>;
}
