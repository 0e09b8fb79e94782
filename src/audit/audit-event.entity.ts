import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_event',
  comment: 'insert-only: the exact bytes of a leaf, and copies of some of its fields for searching',
  indexes: [
    { name: 'audit_event_at', properties: ['recordedAt', 'id'] },
    { name: 'audit_event_actor', properties: ['actorId', 'recordedAt', 'id'] },
    {
      name: 'audit_event_recording',
      properties: ['recordingId', 'recordedAt', 'id'],
      where: 'recording_id is not null',
    },
    {
      name: 'audit_event_concerns',
      properties: ['concernsStaffId', 'recordedAt', 'id'],
      where: 'concerns_staff_id is not null',
    },
    { name: 'audit_event_call', properties: ['callStartedAt', 'id'], where: 'call_started_at is not null' },
    {
      name: 'audit_event_contact',
      properties: ['contactId', 'recordedAt', 'id'],
      where: 'contact_id is not null',
    },
    { name: 'audit_event_agent', properties: ['agentId', 'recordedAt', 'id'], where: 'agent_id is not null' },
    { name: 'audit_event_backup', properties: ['recordedAt'], where: "action = 'backup.taken'" },
    { name: 'audit_event_alarm', properties: ['id'], where: "action = 'log.alarm-raised'" },
  ],
  properties: {
    id: p.uuid().primary(),
    recordedAt: p.datetime(3),
    action: p.text(),
    outcome: p.text(),
    actorKind: p.text(),
    actorId: p.uuid().nullable(),
    recordingId: p.uuid().nullable(),
    concernsStaffId: p.uuid().nullable(),
    purpose: p.text().nullable(),
    leaf: p.blob(),
    /** Of the call that the event is about; they answer questions when the recording is long gone. */
    contactId: p.uuid().nullable(),
    callStartedAt: p.datetime(3).nullable(),
    queue: p.text().nullable(),
    agentId: p.uuid().nullable(),
  },
});

/** One event of the log, as it was committed. */
export class AuditEvent extends schema.class {}

schema.setClass(AuditEvent);
