import { Injectable } from '@nestjs/common';
import { isId } from '../../../kernel/ids.js';
import type { ArchivedFile, InboxPlace } from '../../../platform/files/inbox/inbox-place.js';
import { UnitsKept } from '../../units-kept.js';
import { AwaitedNames } from './awaited-names.js';
import { DocumentProgress } from './document-progress.js';
import { InboxClaims } from './inbox-claims.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Takes out of the archive what is purged or erased, and forgets what is known of files that are gone. */
@Injectable()
export class SweepInbox {
  constructor(
    private readonly units: UnitsKept,
    private readonly claims: InboxClaims,
    private readonly progress: DocumentProgress,
    private readonly awaited: AwaitedNames,
  ) {}

  /** Each file whose unit is not kept any more: when a day is over is for the purge to say, which does not believe every clock. */
  async archive(inbox: InboxPlace): Promise<void> {
    for await (const file of inbox.archived()) if (DAY.test(file.day)) await this.#reconcile(inbox, file);
  }

  async rows(): Promise<void> {
    await this.claims.sweep();
    await this.progress.sweep();
    await this.awaited.sweep();
  }

  async #reconcile(inbox: InboxPlace, file: ArchivedFile): Promise<void> {
    const id = file.name.slice(0, 36);
    const isKept = isId(id) && (await this.units.lastDayOf(id)) !== null;
    if (!isKept) await inbox.removeArchived(file);
  }
}
