import { defineEntity, p } from '@mikro-orm/core';
import { ERASURE_GROUNDS, type CertifiedHold } from '../certificates/certificate.entity.js';

export const ERASURE_TARGETS = ['recording', 'contact'] as const;

/** What has become of an erasure; that a waiting one has nothing left to erase is computed when it is shown. */
export const ERASURE_STATES = ['requested', 'refused', 'withdrawn', 'under-way', 'completed'] as const;
export type ErasureState = (typeof ERASURE_STATES)[number];

const schema = defineEntity({
  name: 'Erasure',
  tableName: 'erasure',
  indexes: [
    { name: 'erasure_newest', properties: ['requestedAt', 'id'] },
    { name: 'erasure_under_way', properties: ['decidedAt'], where: { state: 'under-way' } },
  ],
  uniques: [{ name: 'erasure_waiting', properties: ['targetId'], where: { state: 'requested' } }],
  properties: {
    id: p.uuid().primary(),
    target: p.enum(ERASURE_TARGETS),
    targetId: p.uuid(),
    contactId: p.uuid(),
    /** Of the first of the recordings, as are queue, unit and agent. */
    callOn: p.date(),
    queue: p.text(),
    unit: p.text(),
    agentId: p.uuid(),
    ground: p.enum(ERASURE_GROUNDS),
    state: p.enum(ERASURE_STATES).default('requested'),
    requestedBy: p.uuid(),
    requestedAt: p.datetime(3),
    /** Number of the case of a right to erasure; empty otherwise. */
    reference: p.text().default(''),
    /** The event that the reason lies beside. */
    requestedIn: p.uuid(),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime(3).nullable(),
    finishedAt: p.datetime(3).nullable(),
  },
});

/**
 * An erasure: without a request of the caller (privacy notice §12), one person asks and another confirms; for the right to erasure, the
 * two people are those who decided in its case.
 */
export class Erasure extends schema.class {}

schema.setClass(Erasure);

const unitSchema = defineEntity({
  name: 'ErasureUnit',
  tableName: 'erasure_unit',
  properties: {
    unitId: p.uuid().primary(),
    erasureId: p.uuid().index('erasure_unit_erasure'),
    /** The event of its erasure. */
    eventId: p.uuid(),
    unitKind: p.enum(['recording', 'contact-history', 'training-copy']),
    callOn: p.date().nullable(),
    queue: p.text(),
    source: p.text(),
    ordinaryDueOn: p.date().nullable(),
    dueOn: p.date(),
    ruleVersion: p.integer().nullable(),
    holds: p.json().$type<readonly CertifiedHold[]>().default([]),
    sizeBytes: p.bigint('number'),
    hasBlob: p.boolean(),
  },
});

/** A unit whose rows are gone and whose key is not, or not certainly: it waits for its certificate. */
export class ErasureUnit extends unitSchema.class {}

unitSchema.setClass(ErasureUnit);
