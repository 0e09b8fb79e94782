import { extname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/index.js';
import { isUnchanged, type InboxFile } from '../../../platform/files/inbox/inbox-file.js';
import { archiveFile, removeFile } from '../../../platform/files/inbox/let-go.js';
import { markersOf } from './file-kinds.js';
import type { KeptAs } from './kept-as.js';

/** Takes a file out of its folder when what it held is in custody: deleted or, where that is set, moved to the archive. */
@Injectable()
export class LetGoFile {
  constructor(private readonly config: Config) {}

  /**
   * In the archive it bears the id of its unit in a folder of its unit's last day, so that nothing of it is in the name and the sweep
   * knows when it goes. A crash before or in the midst of this leaves the file or its mark; taken again, it is known. What is not as
   * it was when it was looked at stays, and is looked at again.
   */
  async execute(file: InboxFile, { unitId, dueOn }: KeptAs): Promise<void> {
    if (!(await isUnchanged(file))) return;
    const marks = markersOf(file.place);
    const isArchived = this.config.inbox?.taken === 'archive' && unitId !== null && dueOn !== null;
    if (isArchived) await archiveFile(file, dueOn, `${unitId}${extensionOf(file)}`, marks);
    else await removeFile(file, marks);
  }
}

function extensionOf({ place }: InboxFile): string {
  const extension = extname(place);
  return /^\.[A-Za-z0-9]{1,8}$/.test(extension) ? extension : '';
}
