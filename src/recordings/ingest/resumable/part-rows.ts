import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/errors.js';
import { DueDays } from '../../../platform/crypto/due-days.js';
import { KeyRing } from '../../../platform/crypto/key-ring.js';
import { Database } from '../../../platform/database/index.js';
import { UploadPart } from './upload-part.entity.js';
import { receivedOf, type UploadInHand } from './uploads.js';

/** A part whose bytes are in the store. */
export interface StoredPart {
  readonly id: string;
  readonly sizeBytes: number;
  readonly sha256: Buffer;
}

/** The rows of stored parts. */
@Injectable()
export class PartRows {
  constructor(
    private readonly database: Database,
    private readonly dueDays: DueDays,
    private readonly keyRing: KeyRing,
  ) {}

  /** @throws DomainError `upload-offset-wrong`, `day-closed` */
  async add({ id: uploadId, dueOn }: UploadInHand, at: number, part: StoredPart): Promise<void> {
    try {
      await this.database.transaction(async em => {
        await this.dueDays.lockOpen(em, dueOn);
        const [upload] = await em.execute<{ open: boolean; place: number }[]>(LOCK, [uploadId, uploadId]);
        if (upload?.open !== true || (await receivedOf(em, uploadId)) !== at) throw offsetWrong();
        const { id, sizeBytes, sha256: audioSha256 } = part;
        await em.insert(UploadPart, { id, uploadId, place: upload.place, dueOn, sizeBytes, audioSha256 });
      });
    } catch (error) {
      throw error instanceof UniqueConstraintViolationException ? offsetWrong() : error;
    }
  }

  /** The key of a part that has no row. */
  async forget(id: string): Promise<void> {
    await this.keyRing.destroy(id);
  }
}

const LOCK = `
  select answer is null as open, (select count(*)::int from upload_part where upload_id = ?) as place
  from upload where id = ? for update`;

export function offsetWrong(): DomainError {
  return new DomainError('conflict', 'upload-offset-wrong', 'The upload stands elsewhere; ask where, and go on there.');
}
