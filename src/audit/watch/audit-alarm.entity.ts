import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditAlarm',
  tableName: 'audit_alarm',
  indexes: [{ name: 'audit_alarm_latched', properties: ['kind'], where: 'cleared_at is null' }],
  properties: {
    id: p.uuid().primary(),
    kind: p.text(),
    raisedAt: p.datetime(3),
    eventId: p.uuid().nullable(),
    leafIndex: p.bigint('number').nullable(),
    finding: p.text().nullable(),
    clearedAt: p.datetime(3).nullable(),
    clearedBy: p.uuid().nullable(),
    /** The signed note of the clearing: what the columns say alone clears nothing. */
    clearance: p.text().nullable(),
  },
});

/** Something in the log is not as it was written. Latched: playback is closed until an auditor has cleared it. */
export class AuditAlarm extends schema.class {}

schema.setClass(AuditAlarm);
