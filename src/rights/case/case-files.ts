import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { DossierFiles, Dossiers, type StoredFile } from '../../recordings/index.js';
import { CaseDocument } from './case-output.entity.js';
import { CaseTexts } from './case-texts.js';

/** What a file that was made in a case is. */
export interface MadeFile {
  readonly kind: CaseDocument['kind'];
  /** Neutral; sealed all the same. */
  readonly name: string;
  readonly mediaType: string;
  readonly letterKind?: string;
  readonly codeSha256?: Buffer | null;
  readonly contentsSha256?: Buffer;
}

/** Files that the house makes in a case: letters and packages. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly database: Database,
    private readonly dossiers: Dossiers,
    private readonly files: DossierFiles,
    private readonly texts: CaseTexts,
    private readonly clock: Clock,
  ) {}

  /** Before the transaction that files it. A crash after this leaves a key and a blob, which reconciliation removes. */
  async store(caseId: string, bytes: AsyncIterable<Buffer> | Readable): Promise<StoredFile> {
    return this.files.store(bytes, await this.texts.lastDay(this.database.entities(), caseId));
  }

  /** In the transaction of the act, with the case locked. @throws DomainError `not-found`, `day-closed` */
  async file(
    em: EntityManager,
    caseId: string,
    stored: StoredFile,
    { mediaType, name, ...made }: MadeFile,
    actor: Actor,
  ): Promise<CaseDocument> {
    const dossier = await this.dossiers.lock(em, caseId);
    if (!dossier) throw notFound();
    await this.files.file(em, dossier, stored, mediaType);
    const createdAt = this.clock.now();
    const id = newId(createdAt);
    const key = await this.texts.keyOf(em, caseId);
    const sealedName = this.texts.seal(key, { row: 'document', id, field: 'name' }, name);
    const row = { id, caseId, fileId: stored.id, ...made, sealedName, createdBy: actor.id, createdAt };
    const document = em.create(CaseDocument, row);
    await em.persist(document).flush();
    return document;
  }

  /** After an `error` that says that nothing was filed the file goes; otherwise it is left to reconciliation. */
  async discard(stored: StoredFile, error: unknown): Promise<void> {
    if (error instanceof DomainError) await this.files.discard(stored);
  }

  /** Size and bytes of a document; its event is committed before. @throws KeyGone, BlobMissing, DecryptionFailed */
  async open(em: EntityManager, { caseId, fileId }: Pick<CaseDocument, 'caseId' | 'fileId'>): Promise<OpenFile> {
    const file = { id: fileId, dueOn: await this.texts.lastDay(em, caseId) };
    const blob = await this.files.open(file);
    await blob.close();
    return { sizeBytes: blob.sizeBytes, bytes: () => this.files.read(file) };
  }
}

/** A file of a case that can be read. */
export interface OpenFile {
  readonly sizeBytes: number;
  readonly bytes: () => AsyncGenerator<Buffer>;
}
