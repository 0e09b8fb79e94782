import { Injectable } from '@nestjs/common';
import { ProveEvents } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import type { EntityManager } from '../../platform/database/index.js';
import { DossierFiles } from '../../recordings/index.js';
import { CaseDocument, Delivery, Redaction } from '../case/case-output.entity.js';
import { CaseRecording, Claim, JournalEntry, PersonSearch, Stop } from '../case/case-rows.entity.js';
import { CaseTexts, type TextPlace } from '../case/case-texts.js';
import type { RightsCase } from '../case/rights-case.entity.js';

/** A case as it is shown to an authority: everything that was written, decided and sent, in the order of time. */
export type CaseFile = Awaited<ReturnType<ComposeCaseFile['execute']>>;

/** Puts the file of a case together, with the events of the log and the proofs that they are in it. */
@Injectable()
export class ComposeCaseFile {
  constructor(
    private readonly texts: CaseTexts,
    private readonly files: DossierFiles,
    private readonly staff: StaffDirectory,
    private readonly events: ProveEvents,
  ) {}

  /** Whoever asks has its event committed. @throws KeyGone, DecryptionFailed */
  async execute(em: EntityManager, rightsCase: RightsCase) {
    const caseId = rightsCase.id;
    const key = await this.texts.keyOf(em, caseId);
    const [rows, journal] = [await rowsOf(em, caseId), await this.#journal(em, caseId, key)];
    const { sealedRequest: _, ...facts } = rightsCase;
    return {
      schema: 'tallenne-case-file/1' as const,
      case: { ...facts, lastDayKept: await this.texts.lastDay(em, caseId) },
      request: this.texts.request(key, rightsCase),
      claims: rows.claims.map(row => ({
        ...told(row),
        ...{ rightKind: row.rightKind, state: row.state, outcome: row.outcome, ground: row.ground },
        reasons: this.#text(key, { row: 'claim', id: row.id, field: 'reasons' }, row.sealedReasons),
      })),
      stops: rows.stops.map(told),
      searches: rows.searches.map(row => ({
        ...told(row),
        criteria: this.#text(key, { row: 'search', id: row.id, field: 'criteria' }, row.sealedCriteria),
      })),
      recordings: rows.recordings.map(row => ({
        ...told(row),
        assessment: this.#text(
          key,
          { row: 'recording', id: row.recordingId, field: 'assessment' },
          row.sealedAssessment,
        ),
      })),
      redactions: rows.redactions.map(told),
      documents: await this.#documents(em, caseId, key),
      deliveries: rows.deliveries.map(row => ({
        ...told(row),
        detail: this.#text(key, { row: 'delivery', id: row.id, field: 'detail' }, row.sealedDetail),
      })),
      journal,
      staff: await this.#names(rows, journal, rightsCase),
      events: await this.#proven(journal.map(({ eventId }) => eventId)),
    };
  }

  #text(key: DataKey, place: TextPlace, sealed: Uint8Array | null | undefined): unknown {
    return this.texts.open<unknown>(key, place, sealed);
  }

  async #journal(em: EntityManager, caseId: string, key: DataKey) {
    const entries = await em.find(JournalEntry, { caseId }, { orderBy: { at: 'asc', id: 'asc' } });
    return entries.map(({ id, at, actorId, action, eventId, sealedDetail }) => ({
      ...{ at: at.toISOString(), actorId: actorId ?? null, action, eventId },
      detail: this.texts.open<unknown>(key, { row: 'entry', id, field: 'detail' }, sealedDetail),
    }));
  }

  async #documents(em: EntityManager, caseId: string, key: DataKey) {
    const files = new Map((await this.files.of(em, caseId)).map(file => [file.id, file]));
    const documents = await em.find(CaseDocument, { caseId }, { orderBy: { createdAt: 'asc', id: 'asc' } });
    return documents.map(({ id, kind, letterKind, sealedName, fileId, recordingId, createdBy, createdAt }) => {
      const file = files.get(fileId);
      return {
        ...{ id, kind, letterKind: letterKind ?? null, recordingId: recordingId ?? null, createdBy: createdBy ?? null },
        ...{ createdAt: createdAt.toISOString(), fileId },
        name: this.texts.open<string>(key, { row: 'document', id, field: 'name' }, sealedName),
        ...{ mediaType: file?.mediaType ?? null, sizeBytes: file?.sizeBytes ?? null },
        sha256: file ? Buffer.from(file.sha256).toString('hex') : null,
      };
    });
  }

  async #names(
    { claims, redactions, recordings }: Rows,
    journal: readonly { readonly actorId: string | null }[],
    { registeredBy, officerId }: RightsCase,
  ): Promise<Record<string, string>> {
    const ids = [
      ...[registeredBy, officerId, ...journal.map(({ actorId }) => actorId)],
      ...claims.flatMap(({ decidedBy, confirmedBy }) => [decidedBy, confirmedBy]),
      ...recordings.flatMap(({ assessedBy, confirmedBy }) => [assessedBy, confirmedBy]),
      ...redactions.flatMap(({ authorId, reviewerId }) => [authorId, reviewerId]),
    ];
    return Object.fromEntries(await this.staff.names(ids.flatMap(id => id ?? [])));
  }

  async #proven(eventIds: readonly string[]) {
    const proven = await this.events.of(eventIds);
    return proven.map(({ eventId, leaf, proof }) => ({ eventId, leaf: leaf?.toString('utf8') ?? null, proof }));
  }
}

type Rows = Awaited<ReturnType<typeof rowsOf>>;

async function rowsOf(em: EntityManager, caseId: string) {
  const inOrder = { orderBy: { id: 'asc' } } as const;
  return {
    claims: await em.find(Claim, { caseId }, inOrder),
    stops: await em.find(Stop, { caseId }, inOrder),
    searches: await em.find(PersonSearch, { caseId }, inOrder),
    recordings: await em.find(CaseRecording, { caseId }, { orderBy: { foundAt: 'asc', recordingId: 'asc' } }),
    redactions: await em.find(Redaction, { caseId }, { orderBy: { recordingId: 'asc', version: 'asc' } }),
    deliveries: await em.find(Delivery, { caseId }, inOrder),
  };
}

/** Digests of what opens something: they are told to nobody. */
const SECRET: ReadonlySet<string> = new Set(['tokenSha256', 'codeSha256']);

/** A row without what is sealed or secret of it; hashes in lower-case hex. */
function told(row: object): Record<string, unknown> {
  const entries = Object.entries(row).filter(([name]) => !name.startsWith('sealed') && !SECRET.has(name));
  return Object.fromEntries(entries.map(([name, value]: [string, unknown]) => [name, shown(value)]));
}

function shown(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
