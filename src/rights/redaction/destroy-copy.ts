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

  /** Its key goes. A crash before this leaves a key that belongs to nothing, and a queued blob: reconciliation removes the key. */
  async afterCommit(fileId: string | null): Promise<void> {
    if (fileId !== null) await this.dossiers.destroy(fileId);
  }
}
