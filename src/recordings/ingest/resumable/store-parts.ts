import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { BlobStore, type StagedBlob } from '../../../platform/blobs/blob-store.js';
import { CobblestoneWriter } from '../../../platform/crypto/cobblestone.js';
import { audioContext } from '../../audio/receive-audio.js';
import { UnitKeys } from '../../custody/unit-keys.js';
import { surelyRolledBack } from '../discard-delivery.js';
import { CutStream } from './cut-stream.js';
import { PartRows } from './part-rows.js';
import type { UploadInHand } from './uploads.js';

/** What is lost at most when the server ends in the midst of a request. */
export const PART_BYTES = 32 * 1024 * 1024;

/** Stores the bytes of an upload while they come, encrypted, in parts that stay when the request breaks off. */
@Injectable()
export class StoreParts {
  constructor(
    private readonly blobs: BlobStore,
    private readonly keys: UnitKeys,
    private readonly rows: PartRows,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes what comes from byte `from` on. Returns how many bytes of the upload are kept then.
   * @throws DomainError `upload-offset-wrong` where another request has gone on with it meanwhile; what broke the stream, after
   *   what came before is kept
   */
  async execute(upload: UploadInHand, from: number, bytes: AsyncIterable<Buffer>): Promise<number> {
    const stream = new CutStream(bytes, PART_BYTES);
    let at = from;
    while (await stream.isMore()) at += await this.#part(upload, at, stream.piece());
    if (stream.broken) throw stream.broken;
    return at;
  }

  async #part(upload: UploadInHand, at: number, piece: AsyncIterable<Buffer>): Promise<number> {
    const id = newId(this.clock.now());
    const key = await this.keys.begin(id, upload.dueOn);
    const staged = await this.blobs.stage(id);
    try {
      const sha256 = createHash('sha256');
      let sizeBytes = 0;
      const measured = async function* () {
        for await (const part of piece) {
          sha256.update(part);
          sizeBytes += part.length;
          yield part;
        }
      };
      await pipeline(measured, new CobblestoneWriter(key.audioKey(), audioContext(id)), staged);
      await staged.commit();
      // A crash before the row leaves a blob and a key that belong to nothing: reconciliation removes both.
      await this.rows.add(upload, at, { id, sizeBytes, sha256: sha256.digest() });
      return sizeBytes;
    } catch (error) {
      await this.#discard(id, staged, error);
      throw error;
    }
  }

  async #discard(id: string, staged: StagedBlob, error: unknown): Promise<void> {
    await staged.discard();
    if (surelyRolledBack(error)) await this.rows.forget(id);
    if (surelyRolledBack(error)) await this.blobs.delete(id);
  }
}
