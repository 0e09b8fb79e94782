import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { Clock } from '../../kernel/clock.js';
import { OutsideFolder } from '../../platform/files/outside-folder.js';
import { LogHead } from '../integration/log-head.js';
import { THE_SYSTEM } from '../event.js';
import { TILE_WIDTH, tilesSince } from '../tree/tiles.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { AT_ONCE, batches, isPruned } from './copy-log.js';
import { LogSource } from './log-source.js';
import { OutsideLog } from './outside-log.js';

/** Writes the whole log into a folder, to be checked elsewhere by "tallenne audit verify --export" or by anybody's tools. */
@Injectable()
export class ExportLog {
  constructor(
    private readonly head: LogHead,
    private readonly source: LogSource,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param path of a folder that is empty or does not exist
   * @returns the size of the exported log
   * @throws DomainError `folder-not-empty`
   */
  async execute(path: string, onProgress: (done: number, size: number) => void): Promise<number> {
    const folder = new OutsideFolder(path);
    const target = new OutsideLog(folder);
    if (!(await folder.isEmpty())) {
      throw new DomainError('conflict', 'folder-not-empty', 'The folder is not empty: name a new one.');
    }
    const { size, checkpoint, prunedTo } = await this.head.read();
    await this.trail.recordAlone({ action: 'audit.exported', actor: THE_SYSTEM, facts: { format: 'tiles', size } });
    let done = 0;
    for (const addresses of batches(tilesSince(0, size), AT_ONCE)) {
      await target.keep(await this.source.readAll(addresses.filter(address => !isPruned(address, prunedTo))));
      done += addresses.filter(({ level }) => level === 'entries').length * TILE_WIDTH;
      onProgress(Math.min(done, size), size);
    }
    await target.finish(checkpoint, await this.source.verifierKeys(), this.clock.now());
    return size;
  }
}
