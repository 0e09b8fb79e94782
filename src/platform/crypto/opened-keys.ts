import type { KeyObject } from 'node:crypto';

import type { Day } from '../../kernel/calendar.js';
import type { DataKey } from './data-key.js';
import { deriveKey } from './derive-key.js';
import { ExpiringCache, type Expiring, type MonotonicMs } from './expiring-cache.js';
import { KEY_CACHE_MS, KEY_CACHE_SIZE } from './key-ring.js';

const SWEEP_MS = 5_000;
const MAX_DAY_KEYS = 1_000;

/** The keys that follow from one day key. What they open is forgotten together with them. */
export interface DayKeys {
  readonly wrappingKey: KeyObject;
  readonly indexKey: KeyObject;
}

/** The opened keys of a ring in the memory of this process, each for at most `KEY_CACHE_MS`. */
export class OpenedKeys {
  readonly #nowMs: MonotonicMs;
  readonly #dayKeys: ExpiringCache<DayKeys>;
  readonly #dataKeys: ExpiringCache<DataKey>;

  constructor(nowMs: MonotonicMs = () => performance.now()) {
    this.#nowMs = nowMs;
    this.#dayKeys = new ExpiringCache({ size: MAX_DAY_KEYS, sweepMs: SWEEP_MS, nowMs });
    this.#dataKeys = new ExpiringCache({ size: KEY_CACHE_SIZE, sweepMs: SWEEP_MS, nowMs });
  }

  /** The keys of `day`, or else those of what `openKey` resolves to; their time runs from before it was called. */
  day(day: Day, openKey: () => Promise<KeyObject>): Promise<Expiring<DayKeys>> {
    return this.#dayKeys.getOrLoad(day, async () => {
      const expiresAtMs = this.#nowMs() + KEY_CACHE_MS;
      const key = await openKey();
      return {
        value: { wrappingKey: deriveKey(key, 'units'), indexKey: deriveKey(key, 'blind-index') },
        expiresAtMs,
      };
    });
  }

  /** The key of `unitId` on `day`, or else what `load` resolves to, which lasts no longer than the keys of its day. */
  async unit(unitId: string, day: Day, load: () => Promise<Expiring<DataKey>>): Promise<DataKey> {
    return (await this.#dataKeys.getOrLoad(nameOf(unitId, day), load)).value;
  }

  forgetUnit(unitId: string, day: Day): void {
    const name = nameOf(unitId, day);
    this.#forget(cached => cached === name);
  }

  forgetUnitOnEveryDay(unitId: string): void {
    this.#forget(name => name.endsWith(`/${unitId}`));
  }

  forgetDay(day: Day): void {
    this.#forget(name => name.startsWith(day));
  }

  forgetAll(): void {
    this.#forget(() => true);
  }

  #forget(fits: (name: string) => boolean): void {
    this.#dataKeys.deleteWhere(fits);
    this.#dayKeys.deleteWhere(fits);
  }
}

function nameOf(unitId: string, day: Day): string {
  return `${day}/${unitId}`;
}
