import { randomUUID } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { formatUuid } from '../../kernel/ids.js';
import { isMissing, noticingFullStorage, writeFully } from '../files/durable.js';
import { SharedRun } from './shared-run.js';
import { RECORD_BYTES } from './unit-record.js';
import { UnitSegment } from './unit-segment.js';

const SEGMENT = /^units-[0-9a-f-]{36}\.seg$/;

interface OwnSegment {
  readonly path: string;
  readonly endBytes: number;
}

/**
 * The wrappings of one day, in segment files of 128-byte records. A process appends only to a segment of its own, which
 * it never takes up again after a restart or a failed write, so there are no torn or mixed appends to look past. Any
 * process may overwrite a record with zeros. Readers see what other processes append by reading on in their segments.
 */
export class UnitSegments {
  readonly #folder: string;
  readonly #makeDurable: () => Promise<void>;
  readonly #flush = new SharedRun(() => this.#writePending());
  readonly #refresh = new SharedRun(() => this.#readOn());
  #segments = new Map<string, UnitSegment>();
  #own: OwnSegment | undefined;
  #pending: Buffer[] = [];

  /** `makeDurable` makes the folder and its names durable; it is called once for each new segment. */
  constructor(folder: string, makeDurable: () => Promise<void>) {
    this.#folder = folder;
    this.#makeDurable = makeDurable;
  }

  get indexBytes(): number {
    return [...this.#segments.values()].reduce((sum, segment) => sum + segment.indexBytes, 0);
  }

  /** Lets go of the index; the next look-up reads the segments anew. */
  forgetIndex(): void {
    this.#segments = new Map();
  }

  /** Adds `record`, durably; those who wait at the same time share one fdatasync. */
  async append(record: Buffer): Promise<void> {
    this.#pending.push(record);
    await this.#flush.join();
  }

  /** The record of `unit` as it is on the disk now; `undefined` where no process has one. */
  async find(unit: Buffer): Promise<Buffer | undefined> {
    const known = await findIn([...this.#segments.values()], unit);
    return known ?? findIn(await this.#refresh.join(), unit);
  }

  /** Those of `units` that have a record on the disk now, in whatever process's segment. */
  async findAny(units: readonly Buffer[]): Promise<Buffer[]> {
    const segments = await this.#refresh.join();
    const found: Buffer[] = [];
    for (const unit of units) {
      const likely = segments.filter(segment => segment.mayHave(unit));
      if (likely.length > 0 && (await findIn(likely, unit)) !== undefined) found.push(unit);
    }
    return found;
  }

  /** Overwrites every record of `unit`, durably. */
  async erase(unit: Buffer): Promise<void> {
    for (const segment of await this.#refresh.join()) await ignoreSwept(segment.erase(unit));
  }

  /** The ids of the units that have a record on the disk now, segment after segment. */
  async *units(): AsyncGenerator<string> {
    for (const name of await this.#names()) {
      for await (const unit of new UnitSegment(join(this.#folder, name)).units()) yield formatUuid(unit);
    }
  }

  async #writePending(): Promise<void> {
    const records = this.#pending.splice(0);
    const own = this.#own ?? { path: join(this.#folder, `units-${randomUUID()}.seg`), endBytes: 0 };
    // After a failed write nobody knows what lies at the end: then this segment is not taken up again.
    this.#own = undefined;
    await noticingFullStorage(() => this.#write(own, records));
    this.#own = { path: own.path, endBytes: own.endBytes + records.length * RECORD_BYTES };
  }

  async #write(own: OwnSegment, records: readonly Buffer[]): Promise<void> {
    const isNew = own.endBytes === 0;
    await using handle = await open(own.path, isNew ? 'wx' : 'r+', 0o600);
    await writeFully(handle, records, own.endBytes);
    // A crash here leaves any part of the records; nobody was told of them yet.
    await handle.datasync();
    // A crash here leaves the records in a segment that, if new, may have no name after a power cut.
    if (isNew) await this.#makeDurable();
  }

  async #readOn(): Promise<UnitSegment[]> {
    const names = await this.#names();
    this.#segments = new Map(
      names.map(name => [name, this.#segments.get(name) ?? new UnitSegment(join(this.#folder, name))]),
    );
    const segments = [...this.#segments.values()];
    await Promise.all(segments.map(segment => ignoreSwept(segment.readOn())));
    return segments;
  }

  async #names(): Promise<string[]> {
    const names = await ignoreSwept(readdir(this.#folder));
    return (names ?? []).filter(name => SEGMENT.test(name));
  }
}

async function findIn(segments: readonly UnitSegment[], unit: Buffer): Promise<Buffer | undefined> {
  for (const segment of segments) {
    const record = await ignoreSwept(segment.find(unit));
    if (record !== undefined) return record;
  }
  return undefined;
}

/** A folder or segment that vanishes while it is read belongs to a day that was destroyed: there is nothing in it. */
async function ignoreSwept<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
