import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Config, type InboxSettings } from '../../../platform/config/index.js';
import { FolderInbox } from '../../../platform/files/inbox/folder-inbox.js';
import { foldersIn } from '../../../platform/files/inbox/held-folder.js';
import { SOURCE_NAME } from '../metadata.schemas.js';
import { nameOf } from './error-name.js';
import { PassFiles } from './pass-files.js';
import { Rounds } from './rounds.js';
import { SweepInbox } from './sweep-inbox.js';

/** Looks into the folders of `TALLENNE_INBOX_DIR`, one a source. Any number of instances may. */
@Injectable()
export class WatchFolders {
  readonly #logger = new Logger(WatchFolders.name);
  readonly #rounds = new Rounds(
    (source, files) => this.passFiles.execute(source, files),
    (source, errno) => {
      this.#logger.error(`couldn't read all of the folder of ${source}: ${errno}`);
    },
  );

  constructor(
    private readonly config: Config,
    private readonly passFiles: PassFiles,
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
    this.#rounds.forget();
    for (const place of inbox.taken === 'archive' ? await placesIn(inbox) : [])
      await this.#rounds.each(place, async passedOver => {
        await this.sweepInbox.archive(place, passedOver);
      });
    await this.sweepInbox.rows();
  }

  /** One window of files of each source. Returns how many files were taken. */
  async scan(): Promise<number> {
    const { inbox } = this.config;
    return inbox ? (await this.#rounds.go(await placesIn(inbox))).taken : 0;
  }
}

/** Folders whose names are names of sources. */
async function placesIn(inbox: InboxSettings): Promise<FolderInbox[]> {
  const names = (await foldersIn(inbox.dir)).filter(name => SOURCE_NAME.test(name));
  return names.map(name => new FolderInbox(join(inbox.dir, name), name, inbox));
}
