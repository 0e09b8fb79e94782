import { Config } from '../../src/platform/config/index.js';
import { Bucket } from '../../src/platform/s3/bucket.js';
import type { S3Place } from '../../src/platform/s3/s3-place.js';
import { WatchBucket } from '../../src/recordings/ingest/folders/watch-bucket.job.js';
import { wav } from './audio.js';
import type { Metadata } from './client.js';
import { inboxIn } from './in-bucket.js';
import { callMetadata } from './metadata.js';
import { startTestServer, type TestServer } from './server.js';
import type { FolderArrival } from './watched-folder.js';

const HOUR_MS = 3_600_000;

/** A server that looks into a bucket that others fill, when a test says so. */
export class WatchedBucket {
  readonly #bucket: Bucket;
  #seed: number;

  private constructor(
    readonly server: TestServer,
    place: S3Place,
    seed: number,
  ) {
    this.#bucket = new Bucket(place);
    this.#seed = seed;
  }

  /** @param settings otherwise than those of a bucket that can be reached */
  static async start(place: S3Place, seed: number, settings: Record<string, string> = {}): Promise<WatchedBucket> {
    return new WatchedBucket(await startTestServer({ env: { ...inboxIn(place), ...settings } }), place, seed);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    this.#bucket.close();
  }

  /** As whoever fills it reaches it. */
  get bucket(): Bucket {
    return this.#bucket;
  }

  /** The settings are made once at start; here each case has its own. */
  set(settings: Partial<{ waitMs: number; taken: 'delete' | 'archive' }> = {}): void {
    const usual = { waitMs: HOUR_MS, taken: 'delete' } as const;
    Object.assign(this.server.app.get(Config).inboxBucket ?? {}, { ...usual, ...settings });
  }

  put(source: string, place: string, content: string | Uint8Array): Promise<void> {
    return this.#bucket.put(`${source}/${place}`, Buffer.from(content));
  }

  /** What is there, also as a version that nobody sees; sorted. */
  async everything(): Promise<string[]> {
    const found: string[] = [];
    for await (const { key } of this.#bucket.versionsBelow()) found.push(key);
    return found.sort();
  }

  /** Returns how many objects were taken. */
  scan(of: TestServer = this.server): Promise<number> {
    return of.app.get(WatchBucket).scan();
  }

  /** The claims of what was tried before end. */
  lapse(): void {
    this.server.clock.advance(HOUR_MS);
  }

  call(overrides: Metadata = {}): Metadata {
    return callMetadata(this.server.clock.now(), overrides);
  }

  audio(seconds = 0.5): Buffer {
    this.#seed += 1;
    const bytes = wav({ seconds, seed: this.#seed });
    this.server.delivered.note(bytes);
    return bytes;
  }

  async drop(source: string, name: string, overrides: Metadata = {}): Promise<Metadata> {
    const metadata = this.call(overrides);
    await this.put(source, `${name}.wav`, this.audio());
    await this.put(source, `${name}.json`, JSON.stringify(metadata));
    return metadata;
  }

  async setUp(source: string, form: object): Promise<void> {
    await this.server.sql('insert into source (name, form) values ($1, $2)', [source, JSON.stringify(form)]);
  }

  async arrival(externalId: unknown): Promise<(FolderArrival & { readonly channel: string }) | undefined> {
    const rows = await this.server.sql<FolderArrival & { readonly channel: string }>(
      'select * from arrival where external_id = $1',
      [externalId],
    );
    return rows[0];
  }
}
