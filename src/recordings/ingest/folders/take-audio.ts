import { Injectable } from '@nestjs/common';
import type { SourceForm } from '../formats/source-form.js';
import { Database } from '../../../platform/database/index.js';
import { OpenItem } from '../../quarantine/open-item.js';
import { QuarantinedItem } from '../../quarantine/quarantined-item.entity.js';
import { BringCall } from './bring-call.js';
import { audioOfFile } from './inbox-audio.js';
import type { InboxFile } from '../../../platform/files/inbox/inbox-place.js';
import { KeepUnread } from './keep-unread.js';
import type { KeptAs } from './kept-as.js';
import { LetGoFile } from './let-go-file.js';

/** Takes audio that has no document beside it: its call was announced before, or nothing has announced it. */
@Injectable()
export class TakeAudio {
  constructor(
    private readonly database: Database,
    private readonly openItem: OpenItem,
    private readonly bring: BringCall,
    private readonly unread: KeepUnread,
    private readonly letGo: LetGoFile,
  ) {}

  /** @param itemId the item that waits for this audio; null: nothing does. Returns whether the file is done with. */
  async execute(file: InboxFile, itemId: string | null, form: SourceForm): Promise<boolean> {
    const kept = itemId === null ? await this.unread.unannounced(file, form) : await this.#join(file, itemId);
    if (!kept) return false;
    // A crash here leaves the file: taken again, it is known under its call, or as the same audio that nothing has announced.
    await this.letGo.execute(file, kept);
    return true;
  }

  /** The call that waits gets its audio; its item goes in the same transaction. */
  async #join(file: InboxFile, itemId: string): Promise<KeptAs | null> {
    const item = await this.database.entities().findOne(QuarantinedItem, { id: itemId });
    const call = item && (await this.openItem.execute(item)).call;
    return call ? this.bring.execute(call, audioOfFile(file)) : null;
  }
}
