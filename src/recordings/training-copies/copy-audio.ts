import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { parseDay } from '../../kernel/calendar.js';
import { BlobStore } from '../../platform/blobs/blob-store.js';
import { EncryptedBlob } from '../../platform/blobs/encrypted-blob.js';
import { CobblestoneWriter } from '../../platform/crypto/cobblestone.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { DecryptionFailed } from '../../platform/crypto/decryption-failed.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { audioContext } from '../audio/receive-audio.js';
import { bytesOf, extentCount } from '../playback/extents.js';
import type { Recording } from '../recording.entity.js';
import type { Redaction } from '../redaction/marks.js';
import { sameAudio, type CopiedAudio } from './copied-audio.js';
import { RedactAudio } from './redact-audio.js';

/** Copies the audio of a recording into a blob under another key: decrypted and encrypted as it passes, never on a disk in clear. */
@Injectable()
export class CopyAudio {
  constructor(
    private readonly blobs: BlobStore,
    private readonly keyRing: KeyRing,
    private readonly redactAudio: RedactAudio,
  ) {}

  /** Without a redaction byte for byte. @throws as the two ways do */
  async execute(recording: Recording, copyId: string, key: DataKey, redaction: Redaction | null): Promise<CopiedAudio> {
    if (redaction) return this.redactAudio.execute(recording, copyId, key, redaction);
    await this.#copy(recording, copyId, key);
    return sameAudio(recording);
  }

  /**
   * Stores the blob `copyId` under `key`. On any error nothing is left in the store; a crash leaves a staged file, which it sweeps,
   * or a blob that belongs to nothing, which reconciliation removes.
   * @throws KeyGone, BlobMissing; DecryptionFailed also where the copy is not what was received
   */
  async #copy({ id, dueOn, audioSha256 }: Recording, copyId: string, key: DataKey): Promise<void> {
    const from = await this.keyRing.open(id, parseDay(dueOn));
    const audio = await EncryptedBlob.open(this.blobs, id, from.audioKey(), audioContext(id));
    try {
      const staged = await this.blobs.stage(copyId);
      try {
        const sha256 = createHash('sha256');
        const encrypt = new CobblestoneWriter(key.audioKey(), audioContext(copyId));
        await pipeline(Readable.from(hashed(extentsOf(audio), sha256)), encrypt, staged);
        if (!sha256.digest().equals(Buffer.from(audioSha256))) throw new DecryptionFailed();
        await staged.commit();
      } catch (error) {
        await staged.discard();
        throw error;
      }
    } finally {
      await audio.close();
    }
  }
}

async function* extentsOf(audio: EncryptedBlob): AsyncGenerator<Buffer> {
  for (let extent = 0; extent < extentCount(audio.sizeBytes); extent += 1) {
    const { first, last } = bytesOf(extent, audio.sizeBytes);
    yield await audio.read(first, last);
  }
}

async function* hashed(pieces: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}
