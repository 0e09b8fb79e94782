import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Day } from '../../../kernel/calendar.js';
import { AuditTrail, THE_SYSTEM } from '../../../audit/index.js';
import { Clock } from '../../../kernel/clock.js';
import { DomainError, notFound } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { queueDeletions } from '../../../platform/blobs/blob-deletions.js';
import { sealField } from '../../../platform/crypto/field-cipher.js';
import { KeyRing } from '../../../platform/crypto/key-ring.js';
import { Database, type EntityManager } from '../../../platform/database/index.js';
import { UnitKeys } from '../../custody/unit-keys.js';
import { UploadPart } from './upload-part.entity.js';
import { endOfUpload, lastDayOfUpload } from './upload-times.js';
import { Upload, type UploadAnswer } from './upload.entity.js';

/** An upload, with what has come of it. */
export interface UploadInHand {
  readonly id: string;
  readonly lengthBytes: number;
  readonly receivedBytes: number;
  /** The last day of its parts; it has ended before that day has. */
  readonly dueOn: Day;
  /** What its end was answered with; null: it has not come to its end. */
  readonly end: UploadEnd | null;
}

export interface UploadEnd {
  readonly status: number;
  readonly answer: UploadAnswer;
}

/** The rows of resumable uploads, and their end. */
@Injectable()
export class Uploads {
  constructor(
    private readonly database: Database,
    private readonly keys: UnitKeys,
    private readonly keyRing: KeyRing,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins an upload, `id`, with its metadata as its first part. A crash before the commit leaves a wrapped key, which
   * reconciliation removes.
   */
  async begin(id: string, ownerId: string, lengthBytes: number, metadata: string): Promise<void> {
    const createdAt = this.clock.now();
    const dueOn = lastDayOfUpload(createdAt);
    const part = newId(createdAt);
    const key = await this.keys.begin(part, dueOn);
    const sealedMetadata = sealField(key, metadataContext(part), metadata);
    await this.database.transaction(async em => {
      const expiresAt = endOfUpload(createdAt);
      await em.insert(Upload, { id, ownerId, lengthBytes, createdAt, expiresAt });
      await em.insert(UploadPart, { id: part, uploadId: id, place: 0, dueOn, sealedMetadata });
    });
  }

  /** @throws DomainError `not-found` where there is none of that id and owner, `upload-expired` */
  async find(id: string, ownerId: string): Promise<UploadInHand> {
    const em = this.database.entities();
    const upload = await em.findOne(Upload, { id, ownerId });
    if (!upload) throw notFound();
    if (upload.expiresAt <= this.clock.now()) throw expired();
    const { lengthBytes, createdAt } = upload;
    const end = endIn(upload);
    const receivedBytes = end ? lengthBytes : await receivedOf(em, id);
    return { id, lengthBytes, receivedBytes, dueOn: lastDayOfUpload(createdAt), end };
  }

  /** What an upload has ended in; null where it has not, or is not there. */
  async endOf(id: string): Promise<UploadEnd | null> {
    const upload = await this.database.entities().findOne(Upload, { id });
    return upload && endIn(upload);
  }

  /**
   * Writes down what an upload has ended in and lets its parts go. Returns the end that stands: the first, where two instances came
   * to it at once.
   */
  async close(id: string, end: UploadEnd): Promise<UploadEnd> {
    let stands = end;
    await this.#letGo(id, async (em, upload) => {
      stands = endIn(upload) ?? end;
      em.assign(upload, stands);
      return Promise.resolve();
    });
    return stands;
  }

  /** Nothing is remembered of what is given up. */
  async giveUp(id: string): Promise<void> {
    await this.#letGo(id, async (em, upload) => {
      em.remove(upload);
      return Promise.resolve();
    });
  }

  /** The same of what has expired; of what never came to its end an event stays, one, whichever instance lets it go. */
  async expire(id: string): Promise<void> {
    await this.#letGo(id, async (em, upload) => {
      em.remove(upload);
      if (!endIn(upload)) await this.trail.record(em, EXPIRED);
    });
  }

  /** Uploads whose time is over. */
  async over(): Promise<string[]> {
    const where = { expiresAt: { $lte: this.clock.now() } };
    const options = { fields: ['id'], orderBy: { expiresAt: 'asc', id: 'asc' } } as const;
    const uploads = await this.database.entities().find(Upload, where, options);
    return uploads.map(({ id }) => id);
  }

  /** What `change` makes of the row, where it is there still, and the end of the parts. */
  async #letGo(id: string, change: (em: EntityManager, upload: Upload) => Promise<void>): Promise<void> {
    const parts = await this.database.transaction(async em => {
      const upload = await em.findOne(Upload, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (upload) await change(em, upload);
      const gone = await em.find(UploadPart, { uploadId: id });
      const stored = gone.filter(({ sizeBytes }) => typeof sizeBytes === 'number').map(part => part.id);
      await queueDeletions(em, stored, this.clock.now());
      await em.nativeDelete(UploadPart, { uploadId: id });
      return gone.map(part => part.id);
    });
    // A crash here leaves keys that belong to nothing, and blobs that nobody can read: reconciliation and the queue remove them.
    for (const part of parts) await this.keyRing.destroy(part);
  }
}

const EXPIRED = {
  action: 'recording.refused',
  outcome: 'refused',
  reason: 'upload-expired',
  actor: THE_SYSTEM,
} as const;

function endIn({ status, answer }: Upload): UploadEnd | null {
  return answer && typeof status === 'number' ? { status, answer } : null;
}

/** The context that the metadata of an upload are encrypted in. */
export function metadataContext(partId: string): string {
  return `upload-part/${partId}/metadata`;
}

export function expired(): DomainError {
  return new DomainError('gone', 'upload-expired', 'The time of this upload is over; begin it again.');
}

/** How many bytes of an upload have come and are kept. */
export async function receivedOf(em: EntityManager, uploadId: string): Promise<number> {
  const [row] = await em.execute<{ bytes: string | number }[]>(RECEIVED, [uploadId]);
  return Number(row?.bytes ?? 0);
}

const RECEIVED = 'select coalesce(sum(size_bytes), 0)::bigint as bytes from upload_part where upload_id = ?';
