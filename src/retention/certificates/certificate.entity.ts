import { defineEntity, p } from '@mikro-orm/core';

export const CERTIFIED_KINDS = [
  'recording',
  'contact-history',
  'quarantined-item',
  'training-copy',
  'rights-case',
] as const;
/** Its last day was over; two people found that it should not be here (privacy notice §12); or it was only waiting, and somebody sorted it out. */
export const CERTIFIED_REASONS = ['due', 'erasure', 'sorted-out'] as const;
/** Of an erasure that somebody of the staff asks for (privacy notice §12). */
export const ASKED_ERASURE_GROUNDS = ['private-call', 'recorded-by-mistake', 'no-lawful-ground'] as const;
/** The last is the right of a person in the recording, decided in its case (GDPR art. 17). */
export const ERASURE_GROUNDS = [...ASKED_ERASURE_GROUNDS, 'right-to-erasure'] as const;
export type ErasureGround = (typeof ERASURE_GROUNDS)[number];

/** A hold that the unit was under, without a word of why: the hash is over the sealed necessity. */
export interface CertifiedHold {
  readonly kind: string;
  readonly from: string;
  readonly until: string;
  readonly outcome: string;
  readonly reasonSha256: string;
}

const schema = defineEntity({
  name: 'DeletionCertificate',
  tableName: 'deletion_certificate',
  indexes: [
    { name: 'deletion_certificate_call', properties: ['callOn', 'queue', 'unitId'] },
    { name: 'deletion_certificate_due_on', properties: ['dueOn', 'unitId'] },
    { name: 'deletion_certificate_run', properties: ['purgeRunId', 'unitId'] },
    { name: 'deletion_certificate_destroyed', properties: ['keyDestroyedAt'] },
    { name: 'deletion_certificate_issued', properties: ['issuedAt', 'unitId'] },
    { name: 'deletion_certificate_blob_left', properties: ['unitId'], where: { blobAbsentAt: null } },
    { name: 'deletion_certificate_not_final', properties: ['tracesOn', 'keyDestroyedAt'], where: { finalOn: null } },
  ],
  properties: {
    unitId: p.uuid().primary(),
    unitKind: p.enum(CERTIFIED_KINDS),
    callOn: p.date().nullable(),
    queue: p.text(),
    /** Where it came from; that system's own copy is not covered. Empty where the unit has no one source. */
    source: p.text().default(''),
    /** How long the source said then that it keeps its own copy; null where it has said nothing. */
    sourceKeepsDays: p.integer().nullable(),
    /** The last day by the rule alone; null for what has none of its own. */
    ordinaryDueOn: p.date().nullable(),
    dueOn: p.date(),
    rule: p.text(),
    ruleVersion: p.integer().nullable(),
    reason: p.enum(CERTIFIED_REASONS).default('due'),
    /** Of an erasure alone, as is its id. */
    ground: p.enum(ERASURE_GROUNDS).nullable(),
    erasureId: p.uuid().nullable(),
    /** Of a purge alone. */
    purgeRunId: p.uuid().nullable(),
    /** The event of an erasure; a purge's events are its run's. */
    eventId: p.uuid().nullable(),
    holds: p.json().$type<readonly CertifiedHold[]>().default([]),
    sizeBytes: p.bigint('number').default(0),
    keyDestroyedAt: p.datetime(3),
    blobAbsentAt: p.datetime(3).nullable(),
    /** The day that the key ring is asked about; see `tracesOn`. */
    tracesOn: p.date(),
    /** The day on which the last copy of a key that could open the unit is gone (ADR 0013); null while traces may be left. */
    finalOn: p.date().nullable(),
    issuedAt: p.datetime(3),
  },
});

/** States that a custody unit is gone, without personal data (poistotodistus): kept when everything else is deleted. */
export class DeletionCertificate extends schema.class {}

schema.setClass(DeletionCertificate);
