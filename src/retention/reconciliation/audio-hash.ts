import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { BlobMissing, BlobStore } from '../../platform/blobs/blob-store.js';
import { EncryptedBlob } from '../../platform/blobs/encrypted-blob.js';
import { DecryptionFailed } from '../../platform/crypto/decryption-failed.js';
import { KeyGone } from '../../platform/crypto/key-gone.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { audioContext } from '../../recordings/index.js';
import type { CustodyUnit } from './custody-units.js';

const PIECE_BYTES = 1024 * 1024;

/** The hash of a unit's audio as it decrypts. */
@Injectable()
export class AudioHash {
  constructor(
    private readonly keyRing: KeyRing,
    private readonly blobs: BlobStore,
  ) {}

  /** Whether the audio is what came in; null where there is no blob or no key any more. */
  async isSound({ id, dueOn, audioSha256 }: CustodyUnit): Promise<boolean | null> {
    try {
      const key = await this.keyRing.open(id, dueOn);
      await using blob = disposable(await EncryptedBlob.open(this.blobs, id, key.audioKey(), audioContext(id)));
      return audioSha256?.equals(await sha256Of(blob.opened)) ?? false;
    } catch (error) {
      if (error instanceof KeyGone || error instanceof BlobMissing) return null;
      if (error instanceof DecryptionFailed) return false;
      throw error;
    }
  }
}

function disposable(opened: EncryptedBlob): AsyncDisposable & { readonly opened: EncryptedBlob } {
  return { opened, [Symbol.asyncDispose]: () => opened.close() };
}

async function sha256Of(blob: EncryptedBlob): Promise<Buffer> {
  const hash = createHash('sha256');
  for (let at = 0; at < blob.sizeBytes; at += PIECE_BYTES) {
    hash.update(await blob.read(at, Math.min(at + PIECE_BYTES, blob.sizeBytes) - 1));
  }
  return hash.digest();
}
