import { Injectable, Logger } from '@nestjs/common';
import { isId } from '../../../kernel/ids.js';
import type { ArchivedFile, InboxPlace } from '../../../platform/files/inbox/inbox-place.js';
import { UnitsKept } from '../../units-kept.js';
import { AwaitedNames } from './awaited-names.js';
import { DocumentProgress } from './document-progress.js';
import { nameOf } from './error-name.js';
import { InboxClaims } from './inbox-claims.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Takes out of the archive what is purged or erased, and forgets what is known of files that are gone. */
@Injectable()
export class SweepInbox {
  readonly #logger = new Logger(SweepInbox.name);

  constructor(
    private readonly units: UnitsKept,
    private readonly claims: InboxClaims,
    private readonly progress: DocumentProgress,
    private readonly awaited: AwaitedNames,
  ) {}

  /**
   * Each file whose unit is not kept any more: when a day is over is for the purge to say, which does not believe every clock. What cannot be
   * taken out holds up nothing behind it, and is tried again at the next sweep. Returns how many files that were.
   */
  async archive(inbox: InboxPlace, passedOver: (error: string) => void): Promise<number> {
    const failures = new Map<string, number>();
    for await (const file of inbox.archived(passedOver)) {
      if (!DAY.test(file.day) || (await this.#isKept(file))) continue;
      const error = await inbox.removeArchived(file).then(() => null, nameOf);
      if (error !== null) failures.set(error, (failures.get(error) ?? 0) + 1);
    }
    this.#tell(inbox, failures);
    return [...failures.values()].reduce((sum, count) => sum + count, 0);
  }

  async rows(): Promise<void> {
    await this.claims.sweep();
    await this.progress.sweep();
    await this.awaited.sweep();
  }

  async #isKept({ name }: ArchivedFile): Promise<boolean> {
    const id = name.slice(0, 36);
    return isId(id) && (await this.units.lastDayOf(id)) !== null;
  }

  #tell({ kind, source }: InboxPlace, failures: ReadonlyMap<string, number>): void {
    for (const [code, count] of failures)
      this.#logger.error(`couldn't take ${count} files out of the archive of ${source} (${kind}): ${code}`);
  }
}
