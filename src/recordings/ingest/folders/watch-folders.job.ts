import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Config } from '../../../platform/config/index.js';
import { foldersIn } from '../../../platform/files/inbox/let-go.js';
import { errnoOf } from '../../../platform/files/durable.js';
import { SOURCE_NAME } from '../metadata.schemas.js';
import type { InboxFile } from '../../../platform/files/inbox/inbox-file.js';
import { PassFolder } from './pass-folder.js';
import { SweepInbox } from './sweep-inbox.js';
import { walkFolder } from '../../../platform/files/inbox/walk-folder.js';

/** How many files are looked at before those among them are taken that are ready: what is held in memory, and what a look costs. */
const FILES_A_WINDOW = 5_000;

/** Looks into the folders of `TALLENNE_INBOX_DIR`, one a source. Any number of instances may. */
@Injectable()
export class WatchFolders {
  readonly #logger = new Logger(WatchFolders.name);
  /** Where the walk through each folder stands. */
  readonly #walks = new Map<string, AsyncGenerator<InboxFile>>();
  /** What the log has said of each folder last: what stays as it is, is said again each hour. */
  readonly #told = new Map<string, string>();

  constructor(
    private readonly config: Config,
    private readonly passFolder: PassFolder,
    private readonly sweepInbox: SweepInbox,
  ) {}

  @Cron(CronExpression.EVERY_5_SECONDS, { waitForCompletion: true })
  async look(): Promise<void> {
    try {
      await this.scan();
    } catch (error) {
      this.#logger.error(`couldn't look into the watched folders: ${nameOf(error)}`);
    }
  }

  @Cron(CronExpression.EVERY_HOUR, { waitForCompletion: true })
  async sweep(): Promise<void> {
    const { inbox } = this.config;
    if (!inbox) return;
    this.#told.clear();
    for (const source of inbox.taken === 'archive' ? await this.#sources() : [])
      await this.#each(source, () => this.sweepInbox.archive(join(inbox.dir, source)));
    await this.sweepInbox.rows();
  }

  /** One window of files of each source. Returns how many files were taken. */
  async scan(): Promise<number> {
    if (!this.config.inbox) return 0;
    let taken = 0;
    for (const source of await this.#sources())
      await this.#each(source, async () => {
        taken += await this.passFolder.execute(source, await this.#window(source));
      });
    return taken;
  }

  /** What fails at one source is no other's matter, and is tried again at the next look. */
  async #each(source: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#tell(source, nameOf(error));
    }
  }

  /** Names of sources and errors: a file's name may hold a number. */
  #tell(source: string, errno: string): void {
    if (this.#told.get(source) === errno) return;
    this.#told.set(source, errno);
    this.#logger.error(`couldn't read all of the folder of ${source}: ${errno}`);
  }

  /** Goes on where the walk stood; a walk that is at its end begins anew at the next look. */
  async #window(source: string): Promise<InboxFile[]> {
    const walk = this.#walks.get(source) ?? this.#walk(source);
    this.#walks.set(source, walk);
    const files: InboxFile[] = [];
    while (files.length < FILES_A_WINDOW) {
      const next = await walk.next();
      if (next.done === true) {
        this.#walks.delete(source);
        break;
      }
      files.push(next.value);
    }
    return files;
  }

  #walk(source: string): AsyncGenerator<InboxFile> {
    return walkFolder(join(this.config.inbox?.dir ?? '', source), source, errno => {
      this.#tell(source, errno);
    });
  }

  /** Folders whose names are names of sources. */
  async #sources(): Promise<string[]> {
    return (await foldersIn(this.config.inbox?.dir ?? '')).filter(name => SOURCE_NAME.test(name));
  }
}

function nameOf(error: unknown): string {
  return errnoOf(error) ?? (error instanceof Error ? error.name : 'unknown');
}
