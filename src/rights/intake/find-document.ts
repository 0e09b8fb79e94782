import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { DossierFiles } from '../../recordings/index.js';
import { CaseDocument } from '../case/case-output.entity.js';
import { CaseTexts } from '../case/case-texts.js';

/** A document of a case, and the file that it is. */
export interface FoundDocument {
  readonly kind: CaseDocument['kind'];
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Reads the file; nothing has been read before. */
  readonly read: () => AsyncGenerator<Buffer>;
}

/** Finds a document by its id among those of one case. */
@Injectable()
export class FindDocument {
  constructor(
    private readonly database: Database,
    private readonly files: DossierFiles,
    private readonly texts: CaseTexts,
  ) {}

  /** A redacted copy is heard in its own place instead, where listening to it is noted. @throws DomainError `not-found` */
  async execute(caseId: string, documentId: string): Promise<FoundDocument> {
    const em = this.database.entities();
    const document = await em.findOne(CaseDocument, { id: documentId, caseId, kind: { $ne: 'copy' } });
    const file = document && (await this.files.of(em, caseId)).find(({ id }) => id === document.fileId);
    if (!document || !file) throw notFound();
    const key = await this.texts.keyOf(em, caseId);
    const name = this.texts.open<string>(key, { row: 'document', id: documentId, field: 'name' }, document.sealedName);
    const { mediaType, sizeBytes } = file;
    return { kind: document.kind, name: name ?? 'liite', mediaType, sizeBytes, read: () => this.files.read(file) };
  }
}
