import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { BlobStore } from '../../platform/blobs/blob-store.js';
import { EncryptedBlob } from '../../platform/blobs/encrypted-blob.js';
import { CobblestoneWriter } from '../../platform/crypto/cobblestone.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { audioContext } from '../audio/receive-audio.js';
import { bytesOf, extentCount } from '../playback/extents.js';
import type { Recording } from '../recording.entity.js';
import { proveCopy } from '../redacted-copies/prove-copy.js';
import { ReadOriginal } from '../redacted-copies/read-original.js';
import { placed, type CopyForm } from '../redaction/copy-form.js';
import type { Redaction } from '../redaction/marks.js';
import { redactedCopy } from '../redaction/redacted-copy.js';
import type { KnownRecording } from '../redaction/verify-copy.js';
import type { CopiedAudio } from './copied-audio.js';

/** Makes a redacted copy of a recording into a blob under another key, and reads it again beside its original. */
@Injectable()
export class RedactAudio {
  constructor(
    private readonly readOriginal: ReadOriginal,
    private readonly blobs: BlobStore,
  ) {}

  /**
   * Stores the blob `copyId` under `key`. On any error nothing is left in the store; a crash leaves a staged file, which it sweeps,
   * or a blob that belongs to nothing, which reconciliation removes.
   * @throws DomainError `mark-wrong`, `marks-too-many`, `copy-not-verified`, `original-unreadable`, and what the engine throws
   */
  async execute(recording: Recording, copyId: string, key: DataKey, redaction: Redaction): Promise<CopiedAudio> {
    const original = await this.readOriginal.execute(recording);
    const measured = await placed(knownOf(recording), original);
    const { form, bytes } = redactedCopy(measured, redaction, original);
    await this.#store(bytes(), copyId, key);
    try {
      const proof = await proveCopy(measured, redaction, original, () => this.#read(copyId, key));
      return { ...measuredOf(form), audioSha256: proof.copySha256 };
    } catch (error) {
      await this.blobs.delete(copyId);
      throw error;
    }
  }

  async #store(bytes: AsyncIterable<Buffer>, copyId: string, key: DataKey): Promise<void> {
    const staged = await this.blobs.stage(copyId);
    try {
      await pipeline(Readable.from(bytes), new CobblestoneWriter(key.audioKey(), audioContext(copyId)), staged);
      await staged.commit();
    } catch (error) {
      await staged.discard();
      throw error;
    }
  }

  async *#read(copyId: string, key: DataKey): AsyncGenerator<Buffer> {
    const copy = await EncryptedBlob.open(this.blobs, copyId, key.audioKey(), audioContext(copyId));
    try {
      for (let extent = 0; extent < extentCount(copy.sizeBytes); extent += 1) {
        const { first, last } = bytesOf(extent, copy.sizeBytes);
        yield await copy.read(first, last);
      }
    } finally {
      await copy.close();
    }
  }
}

function knownOf({ container, codec, channels, sampleRateHz, durationMs, ...rest }: Recording): KnownRecording {
  const { samplesOffset, samplesBytes, audioSha256 } = rest;
  return { container, codec, channels, sampleRateHz, durationMs, samplesOffset, samplesBytes, audioSha256 };
}

function measuredOf({ container, codec, channels, sampleRateHz, durationMs, sizeBytes }: CopyForm) {
  return { container, codec, channels, sampleRateHz, durationMs, sizeBytes };
}
