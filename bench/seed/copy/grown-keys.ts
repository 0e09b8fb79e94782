import { randomUUID } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '../../../src/kernel/calendar.js';
import { newId } from '../../../src/kernel/ids.js';
import type { Config } from '../../../src/platform/config/index.js';
import { DataKey } from '../../../src/platform/crypto/data-key.js';
import type { KeyRing } from '../../../src/platform/crypto/key-ring.js';
import { RECORD_BYTES } from '../../../src/platform/crypto/unit-record.js';
import { dayFolder } from '../seed-due-keys.js';
import type { GrownCall } from './grown-calls.js';
import type { Noise } from './noise.js';

const WRAPPED = 1;
const ID_BYTES = 16;
const SEALED_BYTES = 60;

/**
 * Gives each last day its key, by the ring itself, and each contact and recording a wrapping of the right size in a segment like that of
 * another process. The wrappings are noise: nothing that is measured opens them.
 */
export class GrownKeys {
  readonly #segments = new Map<Day, FileHandle>();
  /** Bytes of wrappings. */
  writtenBytes = 0;

  constructor(
    private readonly ring: KeyRing,
    private readonly config: Config,
    private readonly noise: Noise,
  ) {}

  /** The last days of what was written. */
  get days(): Day[] {
    return [...this.#segments.keys()].sort();
  }

  async write(calls: readonly GrownCall[]): Promise<void> {
    for (const [day, ofDay] of Map.groupBy(calls, call => call.dueOn)) {
      const records = Buffer.concat(
        ofDay.flatMap(call => [this.#record(call.contactId), this.#record(call.recordingId)]),
      );
      await (await this.#segment(day)).write(records);
      this.writtenBytes += records.length;
    }
  }

  async end(): Promise<void> {
    for (const segment of this.#segments.values()) {
      await segment.sync();
      await segment.close();
    }
  }

  #record(unitId: Buffer): Buffer {
    const record = Buffer.alloc(RECORD_BYTES);
    record[0] = WRAPPED;
    unitId.copy(record, 1);
    this.noise.take(SEALED_BYTES).copy(record, 1 + ID_BYTES);
    return record;
  }

  async #segment(day: Day): Promise<FileHandle> {
    const known = this.#segments.get(day);
    if (known) return known;
    await this.ring.create(newId(new Date()), day, DataKey.generate());
    const segment = await open(join(dayFolder(this.config, day), `units-${randomUUID()}.seg`), 'wx', 0o600);
    this.#segments.set(day, segment);
    return segment;
  }
}
