import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Redaction } from '../case/case-output.entity.js';
import { caseSubject } from '../case/case-subject.js';
import { caseEvent } from '../case/journal.js';
import { RightsCase } from '../case/rights-case.entity.js';
import { maySecond } from '../case/second-person.js';
import { versionsOf, type RedactionPlace } from './find-redaction.js';
import { heardThrough } from './heard-through.js';
import { FindCase } from '../case/find-case.js';
import type { RedactionList, RedactionView } from './redaction.schemas.js';

/** Shows the redactions of a case, all versions. */
@Injectable()
export class ReadRedactions {
  constructor(
    private readonly database: Database,
    private readonly cases: FindCase,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
  ) {}

  /** The event is committed before anything is read. @throws DomainError `not-found` */
  async list(caseId: string, requester: Requester, permissions: Permissions): Promise<RedactionList> {
    const rightsCase = await this.cases.execute(caseId, 'read', 'rights-request.opened', requester, permissions);
    const opened = { action: 'rights-request.opened', facts: { part: 'redactions' } } as const;
    await this.trail.recordAlone(caseEvent(rightsCase, opened, actorOf(requester)));
    const em = this.database.entities();
    return { items: await this.#views(em, rightsCase, await versionsOf(em, caseId), { requester, permissions }) };
  }

  /** After an act on it that is on record. */
  async shown({ caseId, redactionId }: RedactionPlace, requester: Requester, permissions: Permissions) {
    const em = this.database.entities();
    const rightsCase = await em.findOneOrFail(RightsCase, { id: caseId });
    const versions = (await versionsOf(em, caseId)).filter(({ id }) => id === redactionId);
    const [view] = await this.#views(em, rightsCase, versions, { requester, permissions });
    if (!view) throw notFound();
    return view;
  }

  async #views(
    em: EntityManager,
    rightsCase: RightsCase,
    versions: readonly Redaction[],
    { requester, permissions }: Asked,
  ): Promise<RedactionView[]> {
    const names = await this.staff.names(
      versions.flatMap(({ authorId, reviewerId }) => [authorId, reviewerId ?? authorId]),
    );
    const views: RedactionView[] = [];
    for (const version of versions) {
      const heard = (await heardThrough(em, version.id, requester.id)) !== null;
      const permitted = permittedIn(rightsCase, version, requester, permissions);
      views.push({ ...viewOf(version, names), heard, permitted });
    }
    return views;
  }
}

interface Asked {
  readonly requester: Requester;
  readonly permissions: Permissions;
}

function permittedIn(
  rightsCase: RightsCase,
  { state, authorId, fileId }: Redaction,
  { id }: Requester,
  permissions: Permissions,
): RedactionView['permitted'] {
  const handles = permissions.ability.can('handle', caseSubject(rightsCase));
  const confirms = maySecond(rightsCase, authorId, permissions);
  return [
    ...(state === 'draft' && handles && authorId === id ? (['mark', 'render'] as const) : []),
    ...(fileId ? (['listen'] as const) : []),
    ...(state === 'rendered' && confirms ? (['approve'] as const) : []),
    ...((state === 'draft' || state === 'rendered') && handles ? (['reject'] as const) : []),
  ];
}

function viewOf(redaction: Redaction, names: ReadonlyMap<string, string>): Omit<RedactionView, 'heard' | 'permitted'> {
  const { id, recordingId, version, state, method, marks, original, authorId, reviewerId } = redaction;
  return {
    ...{ id, recordingId, version, state, method, marks: [...marks] },
    ...{ channels: original.channels, durationMs: original.durationMs },
    ...{ authorId, authorName: names.get(authorId) ?? null },
    renderedAt: redaction.renderedAt?.toISOString() ?? null,
    originalSha256: hexOf(redaction.originalSha256),
    sha256: hexOf(redaction.sha256),
    manifestSha256: hexOf(redaction.manifestSha256),
    sizeBytes: redaction.form?.sizeBytes ?? null,
    ...{ reviewerId: reviewerId ?? null, reviewerName: names.get(reviewerId ?? '') ?? null },
    reviewedAt: redaction.reviewedAt?.toISOString() ?? null,
    listenedAt: redaction.listenedAt?.toISOString() ?? null,
  };
}

function hexOf(bytes: Uint8Array | null | undefined): string | null {
  return bytes ? Buffer.from(bytes).toString('hex') : null;
}
