import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditVerification',
  tableName: 'audit_verification',
  properties: {
    id: p.uuid().primary(),
    night: p.date().unique('audit_verification_night_unique'),
    startedAt: p.datetime(3),
    finishedAt: p.datetime(3).nullable(),
    size: p.bigint('number').nullable(),
    outcome: p.enum(['verified', 'finding', 'failed']).nullable(),
    finding: p.text().nullable(),
    /** The signed note of what the columns say: without it they say nothing. */
    note: p.text().nullable(),
  },
});

/** The verification of one night (Helsinki day), made by one instance. */
export class AuditVerification extends schema.class {}

schema.setClass(AuditVerification);
