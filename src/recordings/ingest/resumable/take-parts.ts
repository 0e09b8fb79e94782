import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { parseDay } from '../../../kernel/calendar.js';
import { BlobStore } from '../../../platform/blobs/blob-store.js';
import { EncryptedBlob } from '../../../platform/blobs/encrypted-blob.js';
import type { DataKey } from '../../../platform/crypto/data-key.js';
import { openField } from '../../../platform/crypto/field-cipher.js';
import { KeyRing } from '../../../platform/crypto/key-ring.js';
import { Database } from '../../../platform/database/index.js';
import { audioContext, ReceiveAudio, type ReceivedAudio } from '../../audio/receive-audio.js';
import { recordingMetadata, type RecordingMetadata } from '../metadata.schemas.js';
import { UploadPart } from './upload-part.entity.js';
import { metadataContext } from './uploads.js';

const PIECE_BYTES = 64 * 1024;

/** Puts the parts of an upload together: its metadata, and its bytes in order as one file of a recording. */
@Injectable()
export class TakeParts {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly blobs: BlobStore,
    private readonly receiveAudio: ReceiveAudio,
  ) {}

  async metadata(uploadId: string): Promise<RecordingMetadata> {
    const part = await this.database.entities().findOneOrFail(UploadPart, { uploadId, place: 0 });
    const key = await this.keyRing.open(part.id, parseDay(part.dueOn));
    const sealed = Buffer.from(part.sealedMetadata ?? []);
    return recordingMetadata.parse(JSON.parse(openField(key, metadataContext(part.id), sealed)));
  }

  /** @throws DomainError what the probe finds */
  async audio(uploadId: string, recordingId: string, key: DataKey): Promise<ReceivedAudio> {
    const where = { uploadId, place: { $gt: 0 } };
    const parts = await this.database.entities().find(UploadPart, where, { orderBy: { place: 'asc' } });
    const bytes = Readable.from(this.#bytesOf(parts), { objectMode: false, highWaterMark: PIECE_BYTES });
    return this.receiveAudio.execute(bytes, recordingId, key);
  }

  async *#bytesOf(parts: readonly UploadPart[]): AsyncGenerator<Buffer> {
    for (const { id, dueOn } of parts) {
      const key = await this.keyRing.open(id, parseDay(dueOn));
      const blob = await EncryptedBlob.open(this.blobs, id, key.audioKey(), audioContext(id));
      try {
        for (let at = 0; at < blob.sizeBytes; at += PIECE_BYTES) {
          yield await blob.read(at, Math.min(at + PIECE_BYTES, blob.sizeBytes) - 1);
        }
      } finally {
        await blob.close();
      }
    }
  }
}
