import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { DossierFiles } from '../../recordings/index.js';
import { CaseDocument } from '../case/case-output.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import { caseEvent } from '../case/journal.js';
import { FindCase } from '../case/find-case.js';

/** A document that somebody may read now. */
export interface OpenedDocument {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly bytes: AsyncGenerator<Buffer>;
}

/** Opens a file of a case. A redacted copy is heard in its own place instead, where listening to it is noted. */
@Injectable()
export class OpenDocument {
  constructor(
    private readonly database: Database,
    private readonly cases: FindCase,
    private readonly files: DossierFiles,
    private readonly texts: CaseTexts,
    private readonly trail: AuditTrail,
  ) {}

  /** The event is committed before a byte is read. @throws DomainError `not-found` also for what the person may not see */
  async execute(
    caseId: string,
    documentId: string,
    requester: Requester,
    permissions: Permissions,
  ): Promise<OpenedDocument> {
    const action = 'rights-request.file-opened';
    const found = await this.cases.execute(caseId, 'read', action, requester, permissions);
    const em = this.database.entities();
    const document = await em.findOne(CaseDocument, { id: documentId, caseId, kind: { $ne: 'copy' } });
    const file = document && (await this.files.of(em, caseId)).find(({ id }) => id === document.fileId);
    if (!document || !file) throw notFound();
    const facts = { documentId, kind: document.kind };
    await this.trail.recordAlone(caseEvent(found, { action, facts }, actorOf(requester)));
    const key = await this.texts.keyOf(em, caseId);
    const name = this.texts.open<string>(key, { row: 'document', id: documentId, field: 'name' }, document.sealedName);
    return {
      name: name ?? 'liite',
      mediaType: file.mediaType,
      sizeBytes: file.sizeBytes,
      bytes: this.files.read(file),
    };
  }
}
