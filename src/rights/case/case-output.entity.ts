import { defineEntity, p } from '@mikro-orm/core';
import type { CopyForm, RecordedForm } from '../../recordings/index.js';

export const REDACTION_STATES = ['draft', 'rendered', 'approved', 'rejected'] as const;

/** A stretch of a channel that is made unheard, and why. Milliseconds from the start of the recording. */
export interface StoredMark {
  readonly channel: number | 'all';
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: 'patient' | 'third-person' | 'staff' | 'secret';
}

/** What a manifest tells of the original; what is measured of a recording never changes. */
export type OriginalForm = Pick<RecordedForm, 'container' | 'codec' | 'channels' | 'sampleRateHz' | 'durationMs'>;

const redactionSchema = defineEntity({
  name: 'Redaction',
  tableName: 'rights_redaction',
  checks: [
    {
      name: 'rights_redaction_second_person_check',
      expression: '"reviewer_id" is null or "reviewer_id" <> "author_id"',
    },
  ],
  indexes: [{ name: 'rights_redaction_of_case', properties: ['caseId', 'id'] }],
  uniques: [{ name: 'rights_redaction_version', properties: ['caseId', 'recordingId', 'version'] }],
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    recordingId: p.uuid(),
    version: p.integer(),
    state: p.enum(REDACTION_STATES),
    method: p.enum(['silence', 'tone']),
    marks: p.json<readonly StoredMark[]>().default([]),
    original: p.json<OriginalForm>(),
    originalSha256: p.blob().nullable(),
    /** Of the copy; null before it is rendered. */
    form: p.json<CopyForm>().nullable(),
    /** The copy, a file of the dossier; null before it is rendered, and after it was rejected. */
    fileId: p.uuid().nullable(),
    sha256: p.blob().nullable(),
    /** The waveform of the copy itself, under the dossier's data key. */
    sealedPeaks: p.blob().nullable(),
    manifestSha256: p.blob().nullable(),
    authorId: p.uuid(),
    renderedAt: p.datetime(3).nullable(),
    reviewerId: p.uuid().nullable(),
    /** Who listened to the copy through, before it may be approved. */
    listenedBy: p.uuid().nullable(),
    /** When that listening began. */
    listenedAt: p.datetime(3).nullable(),
    reviewedAt: p.datetime(3).nullable(),
  },
});

/** A version of the copy of a recording for a case (peitetty kopio): marks, what was made of them, who listened to it. */
export class Redaction extends redactionSchema.class {}

redactionSchema.setClass(Redaction);

export const DOCUMENT_KINDS = ['attachment', 'letter', 'copy', 'package', 'proof'] as const;

const documentSchema = defineEntity({
  name: 'CaseDocument',
  tableName: 'rights_document',
  indexes: [{ name: 'rights_document_of_case', properties: ['caseId', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    fileId: p.uuid(),
    kind: p.enum(DOCUMENT_KINDS),
    sealedName: p.blob(),
    recordingId: p.uuid().nullable(),
    /** Of a letter: which one. */
    letterKind: p.text().nullable(),
    /** Of a package: digests of its code, and of which files it was made. */
    codeSha256: p.blob().nullable(),
    contentsSha256: p.blob().nullable(),
    /** Null for what came by itself. */
    createdBy: p.uuid().nullable(),
    createdAt: p.datetime(3),
  },
});

/** A file of a case, by what it is. */
export class CaseDocument extends documentSchema.class {}

documentSchema.setClass(CaseDocument);

/** The ways out: a download with a code sent another way, secure mail, Suomi.fi messages, post, handed over. */
export const DELIVERY_CHANNELS = ['download', 'secure-mail', 'suomi-fi', 'post', 'handed-over'] as const;

const deliverySchema = defineEntity({
  name: 'Delivery',
  tableName: 'rights_delivery',
  indexes: [{ name: 'rights_delivery_of_case', properties: ['caseId', 'id'] }],
  uniques: [{ name: 'rights_delivery_token', properties: ['tokenSha256'], where: { tokenSha256: { $ne: null } } }],
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    documentId: p.uuid(),
    channel: p.enum(DELIVERY_CHANNELS),
    deliveredBy: p.uuid(),
    deliveredAt: p.datetime(3),
    /** Of a download alone, as are the next five: digests of the address's token and of the code. */
    tokenSha256: p.blob().nullable(),
    codeSha256: p.blob().nullable(),
    triesLeft: p.integer().nullable(),
    expiresOn: p.date().nullable(),
    fetchedAt: p.datetime(3).nullable(),
    /** JSON: to whom, and the proof of it. */
    sealedDetail: p.blob(),
  },
});

/** That something was sent, to whom and how. */
export class Delivery extends deliverySchema.class {}

deliverySchema.setClass(Delivery);
