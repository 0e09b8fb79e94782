import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { BlobStore } from '../../platform/blobs/blob-store.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { TakenAudio } from '../audio/receive-audio.js';

/**
 * Whether the database certainly kept nothing. Of a lost connection one cannot know: the row may be there, and then its
 * key and blob must be.
 */
export function surelyRolledBack(error: unknown): boolean {
  return error instanceof DomainError || error instanceof UniqueConstraintViolationException;
}

/** A delivery that nothing comes of; one without audio has left a key alone. */
interface Discarded {
  readonly id: string;
  readonly audio: Pick<TakenAudio, 'staged'> | null;
}

/** Removes what a refused delivery has left in the store and on the ring. */
@Injectable()
export class DiscardDelivery {
  constructor(
    private readonly blobs: BlobStore,
    private readonly keyRing: KeyRing,
  ) {}

  /** Removes all of it where `error` says that nothing was filed; otherwise leaves an orphan to reconciliation. */
  async execute({ id, audio }: Discarded, error: unknown): Promise<void> {
    await audio?.staged.discard();
    if (!surelyRolledBack(error)) return;
    await this.keyRing.destroy(id);
    await this.blobs.delete(id);
  }
}
