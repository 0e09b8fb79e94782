import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { DossierFiles, type KeptFile } from '../../recordings/index.js';
import { CaseDocument } from '../case/case-output.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import { caseEvent } from '../case/journal.js';
import { FindCase } from '../case/find-case.js';
import type { DocumentList } from './documents.schemas.js';

type DocumentRow = Omit<DocumentList['items'][number], 'creatorName'>;

/** Names the files of a case: what came with it, and what was made for it. */
@Injectable()
export class ListDocuments {
  constructor(
    private readonly database: Database,
    private readonly cases: FindCase,
    private readonly files: DossierFiles,
    private readonly texts: CaseTexts,
    private readonly trail: AuditTrail,
  ) {}

  /** The event is committed before a name is opened. @throws DomainError `not-found` also for what the person may not see */
  async execute(caseId: string, requester: Requester, permissions: Permissions): Promise<DocumentRow[]> {
    const action = 'rights-request.opened';
    const found = await this.cases.execute(caseId, 'read', action, requester, permissions);
    await this.trail.recordAlone(caseEvent(found, { action, facts: { view: 'documents' } }, actorOf(requester)));
    return this.#rows(this.database.entities(), caseId);
  }

  async #rows(em: EntityManager, caseId: string): Promise<DocumentRow[]> {
    const documents = await em.find(CaseDocument, { caseId }, { orderBy: { id: 'asc' } });
    const files = new Map((await this.files.of(em, caseId)).map(file => [file.id, file]));
    const key = await this.texts.keyOf(em, caseId);
    return documents.flatMap(document => {
      const { id, sealedName, fileId } = document;
      const [name, file] = [
        this.texts.open<string>(key, { row: 'document', id, field: 'name' }, sealedName),
        files.get(fileId),
      ];
      return file ? [rowOf(document, file, name ?? '')] : [];
    });
  }
}

function rowOf(document: CaseDocument, { mediaType, sizeBytes, sha256 }: KeptFile, name: string): DocumentRow {
  const { id, kind, letterKind, recordingId, createdBy, createdAt } = document;
  return {
    ...{ id, kind, letterKind: letterKind ?? null, name, mediaType, sizeBytes, sha256: sha256.toString('hex') },
    ...{ recordingId: recordingId ?? null, createdBy: createdBy ?? null, createdAt: createdAt.toISOString() },
  };
}
