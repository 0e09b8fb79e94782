import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { CaseFiles, type OpenFile } from '../case/case-files.js';
import { CaseDocument, Delivery } from '../case/case-output.entity.js';
import { CheckDownload, downloadGone } from './check-download.js';
import type { DownloadView } from './delivery.schemas.js';
import { whyNotToLeave } from './may-leave.js';

/** What is fetched, by a name that says nothing. */
export interface FetchedFile extends OpenFile {
  readonly filename: 'kirje.pdf' | 'paketti.zip';
  readonly mediaType: string;
}

/** Lets whoever holds an address and its code fetch what was left there, once. */
@Injectable()
export class FetchDownload {
  constructor(
    private readonly database: Database,
    private readonly check: CheckDownload,
    private readonly acts: ActOnCase,
    private readonly files: CaseFiles,
    private readonly clock: Clock,
  ) {}

  /** What there is to fetch, without a name. @throws DomainError `download-gone`, `sign-in-throttled` */
  async view(token: string, address: string, { contacts }: Config): Promise<DownloadView> {
    const delivery = await this.check.find(token, address);
    const em = this.database.entities();
    const document = await em.findOneOrFail(CaseDocument, { id: delivery.documentId });
    const { sizeBytes } = await this.files.open(em, document);
    const kind = document.kind === 'package' ? 'package' : 'letter';
    const { expiresOn, triesLeft } = delivery;
    return {
      ...{ kind, sizeBytes, expiresOn: expiresOn ?? '', triesLeft: triesLeft ?? 0 },
      controller: contacts.controller?.name ?? null,
    };
  }

  /**
   * That it is fetched is committed before a byte of it is served; a transfer that breaks off afterwards needs a new delivery.
   * @throws DomainError `download-gone`, `wrong-download-code`, `sign-in-throttled`
   */
  async execute(token: string, code: string, address: string): Promise<FetchedFile> {
    const { id, caseId, documentId } = await this.check.check(token, code, address);
    const actor: Actor = { kind: 'unidentified', id: null, sessionId: null, address };
    await this.acts.byItself(
      caseId,
      'rights-request.download-fetched',
      async (em, rightsCase) => {
        const document = await em.findOneOrFail(CaseDocument, { id: documentId });
        const now = this.clock.now();
        const open = { id, fetchedAt: null, expiresOn: { $gte: helsinkiDay(now) } };
        const isCurrent = (await whyNotToLeave(em, rightsCase, document)) === null;
        // Somebody else was first, or it was taken back or decided anew, since the code was looked at.
        if (!isCurrent || (await em.nativeUpdate(Delivery, open, { fetchedAt: now })) === 0) throw downloadGone();
        const facts = { deliveryId: id, documentId };
        return { value: undefined, facts, detail: facts };
      },
      actor,
    );
    const em = this.database.entities();
    const document = await em.findOneOrFail(CaseDocument, { id: documentId });
    const file = await this.files.open(em, document);
    if (document.kind === 'package') return { ...file, filename: 'paketti.zip', mediaType: 'application/zip' };
    return { ...file, filename: 'kirje.pdf', mediaType: 'application/pdf' };
  }
}
