import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/index.js';
import { exists } from '../../../platform/files/durable.js';
import { ageMs, type InboxFile } from '../../../platform/files/inbox/inbox-file.js';
import { markersOf } from './file-kinds.js';

/** Says when a file is whole, and when it has waited long enough. Times of files are by the clock that dated them. */
@Injectable()
export class Settled {
  constructor(private readonly config: Config) {}

  /** Not changed for the settable while, or somebody has put the mark beside it that says so. */
  async isWhole(file: InboxFile): Promise<boolean> {
    if (ageMs(file) >= (this.config.inbox?.settleMs ?? 0)) return true;
    for (const mark of markersOf(file.place)) if (await exists(join(file.root, mark))) return true;
    return false;
  }

  /** Whether what belongs to the file has had its time to come. */
  hasWaited(file: InboxFile): boolean {
    return ageMs(file) >= (this.config.inbox?.waitMs ?? 0);
  }
}
