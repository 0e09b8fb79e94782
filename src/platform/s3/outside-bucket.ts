import type { Clock } from '../../kernel/clock.js';
import { OutsideFolder } from '../files/outside-folder.js';
import type { OutsideFile, OutsidePlace } from '../files/outside-place.js';
import { inTemporaryFolder } from '../files/temporary-folder.js';
import { Bucket } from './bucket.js';
import type { S3Place } from './s3-place.js';

const DAY_MS = 24 * 3_600_000;
const MOST_FILE_BYTES = 64 * 1024 * 1024;

/** How long, and how strictly, lasting files are locked. */
export interface LockTerms {
  readonly mode: 'COMPLIANCE' | 'GOVERNANCE';
  readonly days: number;
}

/**
 * A bucket with object lock as a place outside. Such a bucket keeps versions: of a file that is replaced the former ones are deleted,
 * which nothing keeps from it; a lasting one is locked, and whoever deletes it leaves its bytes.
 */
export class OutsideBucket implements OutsidePlace {
  readonly #bucket: Bucket;
  readonly path: string;

  constructor(
    place: S3Place,
    private readonly lock: LockTerms,
    private readonly clock: Clock,
  ) {
    this.#bucket = new Bucket(place);
    this.path = `s3://${place.bucket}/${place.prefix}`;
  }

  /** For what is asked of the bucket itself. */
  get bucket(): Bucket {
    return this.#bucket;
  }

  read(name: string): Promise<Buffer | null> {
    return this.#bucket.get(name, MOST_FILE_BYTES);
  }

  /** A crash leaves former versions; the next time that the file is replaced they go too. */
  async write({ name, bytes, lasting }: OutsideFile): Promise<void> {
    const until = new Date(this.clock.now().getTime() + this.lock.days * DAY_MS);
    await this.#bucket.put(name, bytes, lasting ? { lock: { mode: this.lock.mode, until } } : {});
    if (!lasting)
      for (const { key, version } of await this.#versionsOf(name, { former: true }))
        await this.#bucket.delete(key, version);
  }

  async writeAll(files: readonly OutsideFile[]): Promise<void> {
    await Promise.all(files.map(file => this.write(file)));
  }

  /** What is locked still stays, and is said to: `object-store-failed`. */
  async remove(name: string): Promise<void> {
    for (const { key, version } of await this.#versionsOf(name, { former: false }))
      await this.#bucket.delete(key, version);
  }

  async names(): Promise<string[]> {
    const names: string[] = [];
    for await (const { key } of this.#bucket.list()) names.push(key);
    return names.sort();
  }

  asFolder<T>(work: (path: string) => Promise<T>): Promise<T> {
    return inTemporaryFolder(async path => {
      const folder = new OutsideFolder(path);
      for (const name of await this.names()) {
        const bytes = await this.read(name);
        if (bytes) await folder.write({ name, bytes });
      }
      return work(path);
    });
  }

  close(): void {
    this.#bucket.close();
  }

  /** The versions of a file and of what lies below its name; `former` ones alone, or all of them. */
  async #versionsOf(name: string, { former }: { readonly former: boolean }): Promise<Version[]> {
    const found: Version[] = [];
    for await (const version of this.#bucket.versionsBelow(name)) {
      const isOurs = version.key === name || version.key.startsWith(`${name}/`);
      if (isOurs && !(former && version.isLatest)) found.push(version);
    }
    return found;
  }
}

interface Version {
  readonly key: string;
  readonly version: string;
}
