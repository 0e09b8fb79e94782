import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { BlobStore } from '../../platform/blobs/blob-store.js';
import { EncryptedBlob } from '../../platform/blobs/encrypted-blob.js';
import { CobblestoneWriter } from '../../platform/crypto/cobblestone.js';
import { DataKey } from '../../platform/crypto/data-key.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { EntityManager } from '../../platform/database/index.js';
import { audioContext } from '../audio/receive-audio.js';
import { UnitKeys } from '../custody/unit-keys.js';
import { bytesOf, extentCount } from '../playback/extents.js';
import { DossierFile } from './dossier.entity.js';
import type { KeptDossier } from './dossiers.js';

/** A file that lies encrypted in the store and belongs to nothing yet. */
export interface StoredFile {
  readonly id: string;
  readonly dueOn: Day;
  readonly sizeBytes: number;
  readonly sha256: Buffer;
}

/** A file of a dossier as upper floors know it. */
export interface KeptFile {
  readonly id: string;
  readonly dueOn: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: Buffer;
}

/** Keeps files of dossiers: encrypted while they come, each under a key of its own, never on a disk in clear. */
@Injectable()
export class DossierFiles {
  constructor(
    private readonly blobs: BlobStore,
    private readonly keys: UnitKeys,
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores `bytes` for a dossier that ends on `dueOn`; whoever asked files it with {@link file}, or takes it back with {@link discard}.
   * A crash leaves a staged file, or a blob and a wrapped key: reconciliation removes both.
   * @param mostBytes refuses what is larger @throws DomainError `file-too-large`
   */
  async store(bytes: AsyncIterable<Buffer> | Readable, dueOn: Day, mostBytes = Infinity): Promise<StoredFile> {
    const id = newId(this.clock.now());
    const key = DataKey.generate();
    const staged = await this.blobs.stage(id);
    try {
      const measured = new Measured(mostBytes);
      const source = bytes instanceof Readable ? bytes : Readable.from(bytes);
      await pipeline(source, measured, new CobblestoneWriter(key.audioKey(), audioContext(id)), staged);
      await this.dueDays.ensure(dueOn);
      await this.keyRing.create(id, dueOn, key);
      await staged.commit();
      return { id, dueOn, ...measured.result() };
    } catch (error) {
      await staged.discard();
      throw error;
    }
  }

  /**
   * In the caller's transaction, with the dossier locked: the row. Where the dossier has gone to another day meanwhile, its key follows.
   * @throws DomainError `day-closed`
   */
  async file(em: EntityManager, dossier: KeptDossier, stored: StoredFile, mediaType: string): Promise<DossierFile> {
    const dueOn = parseDay(dossier.dueOn);
    await this.keys.copy(em, stored.id, stored.dueOn, dueOn);
    const { id, sizeBytes, sha256 } = stored;
    const row = { id, dossierId: dossier.id, dueOn, mediaType, sizeBytes, sha256, createdAt: this.clock.now() };
    const file = em.create(DossierFile, row);
    await em.persist(file).flush();
    return file;
  }

  /** After a refusal: what {@link store} has stored goes. */
  async discard({ id }: StoredFile): Promise<void> {
    await this.keyRing.destroy(id);
    await this.blobs.delete(id);
  }

  /** The files of a dossier, as `em` sees them now. */
  async of(em: EntityManager, dossierId: string): Promise<KeptFile[]> {
    const files = await em.find(DossierFile, { dossierId }, { orderBy: { id: 'asc' }, refresh: true });
    return files.map(({ id, dueOn, mediaType, sizeBytes, sha256 }) => ({
      ...{ id, dueOn, mediaType, sizeBytes, sha256: Buffer.from(sha256) },
    }));
  }

  /** Opens a file for reading at any place; close it. @throws KeyGone, BlobMissing, DecryptionFailed */
  async open({ id, dueOn }: Pick<DossierFile, 'id' | 'dueOn'>): Promise<EncryptedBlob> {
    const key = await this.keyRing.open(id, parseDay(dueOn));
    return EncryptedBlob.open(this.blobs, id, key.audioKey(), audioContext(id));
  }

  /** The whole file, an extent at a time. */
  async *read(file: Pick<DossierFile, 'id' | 'dueOn'>): AsyncGenerator<Buffer> {
    const blob = await this.open(file);
    try {
      for (let extent = 0; extent < extentCount(blob.sizeBytes); extent += 1) {
        const { first, last } = bytesOf(extent, blob.sizeBytes);
        yield await blob.read(first, last);
      }
    } finally {
      await blob.close();
    }
  }
}

/** Counts and hashes what passes. */
class Measured extends Transform {
  readonly #hash = createHash('sha256');
  #sizeBytes = 0;

  constructor(private readonly mostBytes: number) {
    super();
  }

  override _transform(bytes: Buffer, _: BufferEncoding, done: (error: Error | null, bytes?: Buffer) => void): void {
    this.#sizeBytes += bytes.length;
    if (this.#sizeBytes > this.mostBytes) {
      done(tooLarge(this.mostBytes));
      return;
    }
    this.#hash.update(bytes);
    done(null, bytes);
  }

  result(): { readonly sizeBytes: number; readonly sha256: Buffer } {
    return { sizeBytes: this.#sizeBytes, sha256: this.#hash.digest() };
  }
}

function tooLarge(mostBytes: number): DomainError {
  return new DomainError('too-large', 'file-too-large', 'The file is larger than what is taken.', { mostBytes });
}
