import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { FindCase } from '../case/find-case.js';
import { Journal } from '../case/journal.js';
import { withHashes } from '../package/hash-entries.js';
import { packZip } from '../package/pack-zip.js';
import { CaseFileEntries } from './case-file-entries.js';
import { ComposeCaseFile, type CaseFile } from './compose-case-file.js';

/** Takes the whole file of a case out: for the authority, or for whoever answers for it. That it is taken is noted in it. */
@Injectable()
export class TakeOutCase {
  constructor(
    private readonly database: Database,
    private readonly cases: FindCase,
    private readonly journal: Journal,
    private readonly compose: ComposeCaseFile,
    private readonly entries: CaseFileEntries,
  ) {}

  /** As one JSON value. @throws DomainError `not-found` also for what the person may not take out */
  async asJson(caseId: string, requester: Requester, permissions: Permissions): Promise<CaseFile> {
    const em = this.database.entities();
    return this.#composed(em, caseId, 'json', requester, permissions);
  }

  /** As an encrypted ZIP with the documents; the first piece comes after the event is committed. @throws DomainError `not-found` */
  async asZip(
    caseId: string,
    code: string,
    { requester, permissions, clock }: { requester: Requester; permissions: Permissions; clock: Clock },
  ): Promise<AsyncGenerator<Buffer>> {
    const em = this.database.entities();
    const file = await this.#composed(em, caseId, 'zip', requester, permissions);
    const at = clock.now();
    return packZip(
      withHashes(this.entries.of(file, at), () => undefined, at),
      code,
    );
  }

  async #composed(
    em: EntityManager,
    caseId: string,
    form: 'json' | 'zip',
    requester: Requester,
    permissions: Permissions,
  ): Promise<CaseFile> {
    const action = 'rights-request.exported';
    const found = await this.cases.execute(caseId, 'export', action, requester, permissions);
    const noted = { action, facts: { form }, detail: { form } } as const;
    await this.database.transaction(own => this.journal.note(own, found, noted, actorOf(requester)));
    return this.compose.execute(em, found);
  }
}
