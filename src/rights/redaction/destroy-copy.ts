import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/index.js';
import { Dossiers } from '../../recordings/index.js';
import type { Redaction } from '../case/case-output.entity.js';

/** Destroys the file of a copy that will not be released, at once. */
@Injectable()
export class DestroyCopy {
  constructor(private readonly dossiers: Dossiers) {}

  /**
   * In the transaction that rejects a version, which is locked: its file, its waveform and its place in the store go.
   * @returns the file, for {@link afterCommit}; null where there was none
   */
  async inTransaction(em: EntityManager, redaction: Redaction): Promise<string | null> {
    const fileId = redaction.fileId ?? null;
    em.assign(redaction, { state: 'rejected', fileId: null, sealedPeaks: null });
    await em.flush();
    if (fileId !== null) await this.dossiers.remove(em, fileId);
    return fileId;
  }

  /**
   * The same of whatever stands of `versions`: of a recording that is of somebody else, or of a copy that a better one replaces. Nobody answers
   * for keeping it; its hashes stay. What a package may hold that has been delivered is proof of what was given, and stays.
   * @returns the files, for {@link afterCommit}
   */
  async giveUp(em: EntityManager, caseId: string, versions: readonly Redaction[]): Promise<string[]> {
    const wasDelivered = (await em.execute(DELIVERED, [caseId])).length > 0;
    const files: string[] = [];
    for (const version of versions.filter(({ state }) => state !== 'rejected')) {
      if (wasDelivered && version.state === 'approved') continue;
      const fileId = await this.inTransaction(em, version);
      if (fileId !== null) files.push(fileId);
    }
    return files;
  }

  /** Its key goes. A crash before this leaves a key that belongs to nothing, and a queued blob: reconciliation removes the key. */
  async afterCommit(fileId: string | null): Promise<void> {
    if (fileId !== null) await this.dossiers.destroy(fileId);
  }
}

const DELIVERED = `
  select d.id from rights_delivery d join rights_document k on k.id = d.document_id
  where d.case_id = ? and k.kind = 'package' limit 1`;
