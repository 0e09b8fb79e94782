import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditPending',
  tableName: 'audit_pending',
  properties: { eventId: p.uuid().primary() },
});

/** An event that waits for its place in the tree; written with the event, claimed and deleted by integration. */
export class AuditPending extends schema.class {}

schema.setClass(AuditPending);
