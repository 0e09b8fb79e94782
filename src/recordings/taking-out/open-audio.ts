import { Injectable } from '@nestjs/common';
import { LogGate } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { BlobMissing, BlobStore } from '../../platform/blobs/blob-store.js';
import { EncryptedBlob } from '../../platform/blobs/encrypted-blob.js';
import { DecryptionFailed } from '../../platform/crypto/decryption-failed.js';
import { KeyGone } from '../../platform/crypto/key-gone.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { audioContext } from '../audio/receive-audio.js';

const PIECE_BYTES = 1024 * 1024;

/** Opens the audio of a unit for whoever takes it along. */
@Injectable()
export class OpenAudio {
  constructor(
    private readonly keyRing: KeyRing,
    private readonly blobs: BlobStore,
    private readonly gate: LogGate,
  ) {}

  /**
   * Its size and its bytes as they came in; null where its key or its blob is lost or damaged.
   * @throws DomainError `log-closed`: what is not played leaves by no other door
   */
  async execute(id: string, dueOn: Day): Promise<{ sizeBytes: number; bytes: () => AsyncIterable<Buffer> } | null> {
    this.gate.assertSound();
    try {
      const blob = await this.#open(id, dueOn);
      const { sizeBytes } = blob;
      await blob.close();
      return { sizeBytes, bytes: () => this.#bytes(id, dueOn) };
    } catch (error) {
      if (isLost(error)) return null;
      throw error;
    }
  }

  async *#bytes(id: string, dueOn: Day): AsyncGenerator<Buffer> {
    const blob = await this.#open(id, dueOn);
    try {
      for (let at = 0; at < blob.sizeBytes; at += PIECE_BYTES) {
        yield await blob.read(at, Math.min(at + PIECE_BYTES, blob.sizeBytes) - 1);
      }
    } finally {
      await blob.close();
    }
  }

  async #open(id: string, dueOn: Day): Promise<EncryptedBlob> {
    const key = await this.keyRing.open(id, dueOn);
    return EncryptedBlob.open(this.blobs, id, key.audioKey(), audioContext(id));
  }
}

/** Whether `error` says that a unit cannot be opened, rather than that something is out of reach for now. */
export function isLost(error: unknown): boolean {
  return error instanceof KeyGone || error instanceof BlobMissing || error instanceof DecryptionFailed;
}
