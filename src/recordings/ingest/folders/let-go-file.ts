import { extname } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { InboxFile } from '../../../platform/files/inbox/inbox-place.js';
import { markersOf } from './file-kinds.js';
import type { KeptAs } from './kept-as.js';

/** Takes a file out of its place when what it held is in custody: deleted or, where that is set, moved to the archive. */
@Injectable()
export class LetGoFile {
  /**
   * In the archive it bears the id of its unit in a folder of its unit's last day, so that nothing of it is in the name and the sweep
   * knows when it goes. A crash before or in the midst of this leaves the file or its mark; taken again, it is known. What is not as
   * it was when it was looked at stays, and is looked at again.
   */
  async execute(file: InboxFile, { unitId, dueOn }: KeptAs): Promise<void> {
    const { inbox } = file;
    if (!(await inbox.isUnchanged(file))) return;
    const marks = markersOf(file.place);
    const isArchived = inbox.terms.taken === 'archive' && unitId !== null && dueOn !== null;
    if (isArchived) await inbox.archive(file, dueOn, `${unitId}${extensionOf(file)}`, marks);
    else await inbox.remove(file, marks);
  }
}

function extensionOf({ place }: InboxFile): string {
  const extension = extname(place);
  return /^\.[A-Za-z0-9]{1,8}$/.test(extension) ? extension : '';
}
