import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, type Day } from '../../../kernel/calendar.js';
import { Clock } from '../../../kernel/clock.js';
import { DomainError, notFound } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { queueDeletions } from '../../../platform/blobs/blob-deletions.js';
import { sealField } from '../../../platform/crypto/field-cipher.js';
import { KeyRing } from '../../../platform/crypto/key-ring.js';
import { Database, type EntityManager } from '../../../platform/database/index.js';
import { UnitKeys } from '../../custody/unit-keys.js';
import { UploadPart } from './upload-part.entity.js';
import { Upload, type UploadAnswer } from './upload.entity.js';

/** How long an upload may take, from its creation on. */
export const UPLOAD_MS = 24 * 3_600_000;

/** An upload, with what has come of it. */
export interface UploadInHand {
  readonly id: string;
  readonly lengthBytes: number;
  readonly receivedBytes: number;
  readonly createdAt: Date;
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
    private readonly clock: Clock,
  ) {}

  /**
   * Begins an upload, `id`, with its metadata as its first part. A crash before the commit leaves a wrapped key, which
   * reconciliation removes.
   */
  async begin(id: string, ownerId: string, lengthBytes: number, metadata: string): Promise<void> {
    const createdAt = this.clock.now();
    const dueOn = lastDayOf(createdAt);
    const part = newId(createdAt);
    const key = await this.keys.begin(part, dueOn);
    const sealedMetadata = sealField(key, metadataContext(part), metadata);
    await this.database.transaction(async em => {
      const expiresAt = new Date(createdAt.getTime() + UPLOAD_MS);
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
    const { lengthBytes, createdAt, status, answer } = upload;
    const end = answer && typeof status === 'number' ? { status, answer } : null;
    const receivedBytes = end ? lengthBytes : await receivedOf(em, id);
    return { id, lengthBytes, receivedBytes, createdAt, dueOn: lastDayOf(createdAt), end };
  }

  /**
   * Writes down what an upload has ended in, the first end where two instances came to it at once, and lets its parts go.
   * Where `end` is null nothing is remembered of it: it was given up, or has expired.
   */
  async close(id: string, end: UploadEnd | null): Promise<void> {
    const parts = await this.database.transaction(async em => {
      const upload = await em.findOne(Upload, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (upload && end === null) em.remove(upload);
      if (upload && end !== null && !upload.answer) em.assign(upload, end);
      const gone = await em.find(UploadPart, { uploadId: id });
      await queueDeletions(
        em,
        gone.filter(({ sizeBytes }) => typeof sizeBytes === 'number').map(part => part.id),
        this.clock.now(),
      );
      await em.nativeDelete(UploadPart, { uploadId: id });
      return gone.map(part => part.id);
    });
    // A crash here leaves keys that belong to nothing, and blobs that nobody can read: reconciliation and the queue remove them.
    for (const part of parts) await this.keyRing.destroy(part);
  }

  /** Uploads whose time is over, and whether they had come to their end. */
  async over(): Promise<{ readonly id: string; readonly ended: boolean }[]> {
    const where = { expiresAt: { $lte: this.clock.now() } };
    const uploads = await this.database.entities().find(Upload, where, { limit: 100 });
    return uploads.map(({ id, answer }) => ({ id, ended: Boolean(answer) }));
  }
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

/** A day is not over before an upload that began the day before. */
function lastDayOf(createdAt: Date): Day {
  return addDays(helsinkiDay(createdAt), 1);
}
