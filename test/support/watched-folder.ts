import { Config } from '../../src/platform/config/index.js';
import { WatchFolders } from '../../src/recordings/ingest/folders/watch-folders.job.js';
import { wav } from './audio.js';
import type { Metadata } from './client.js';
import { Inbox } from './inbox.js';
import { callMetadata } from './metadata.js';
import { startTestServer, type TestServer } from './server.js';

const HOUR_MS = 3_600_000;

export interface FolderSettings {
  readonly settleMs: number;
  readonly waitMs: number;
  readonly taken: 'delete' | 'archive';
}

export interface FolderArrival {
  readonly outcome: string;
  readonly reason: string;
  readonly unit_id: string | null;
  readonly queue: string;
  readonly announced_at: Date | null;
}

/** A server that watches a folder of its own, looked into when a test says so. */
export class WatchedFolder {
  #seed: number;

  private constructor(
    readonly server: TestServer,
    readonly inbox: Inbox,
    seed: number,
  ) {
    this.#seed = seed;
  }

  static async start(seed: number): Promise<WatchedFolder> {
    const inbox = await Inbox.create();
    const settings = { TALLENNE_INBOX_SETTLE_SECONDS: '0', TALLENNE_INBOX_WAIT_MINUTES: '60' };
    return new WatchedFolder(
      await startTestServer({ env: { TALLENNE_INBOX_DIR: inbox.dir, ...settings } }),
      inbox,
      seed,
    );
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.inbox.remove();
  }

  /** The settings are made once at start; here each case has its own. */
  set(settings: Partial<FolderSettings> = {}): void {
    const usual: FolderSettings = { settleMs: 0, waitMs: HOUR_MS, taken: 'delete' };
    Object.assign(this.server.app.get(Config).inbox ?? {}, { ...usual, ...settings });
  }

  /** Returns how many files were taken. */
  scan(): Promise<number> {
    return this.server.app.get(WatchFolders).scan();
  }

  sweep(): Promise<void> {
    return this.server.app.get(WatchFolders).sweep();
  }

  /** The claims of what was tried before end. */
  lapse(): void {
    this.server.clock.advance(HOUR_MS);
  }

  async setUp(source: string, form: object): Promise<void> {
    await this.server.sql('insert into source (name, form) values ($1, $2)', [source, JSON.stringify(form)]);
  }

  call(overrides: Metadata = {}): Metadata {
    return callMetadata(this.server.clock.now(), overrides);
  }

  audio(): Buffer {
    this.#seed += 1;
    const bytes = wav({ seconds: 0.5, seed: this.#seed });
    this.server.delivered.note(bytes);
    return bytes;
  }

  async arrival(externalId: unknown): Promise<FolderArrival | undefined> {
    const rows = await this.server.sql<FolderArrival>('select * from arrival where external_id = $1', [externalId]);
    return rows[0];
  }

  /** Hash of the audio that a call is kept with, in hexadecimal digits. */
  async sha256Of(externalId: unknown): Promise<string | undefined> {
    const rows = await this.server.sql<{ sha256: string }>(
      `select encode(audio_sha256, 'hex') as sha256 from recording where external_id = $1`,
      [externalId],
    );
    return rows[0]?.sha256;
  }
}
