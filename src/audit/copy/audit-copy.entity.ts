import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditCopy',
  tableName: 'audit_copy',
  properties: { place: p.text().primary(), size: p.bigint('number'), copiedAt: p.datetime(3) },
});

/** How far the log has been copied to one place outside the database. */
export class AuditCopy extends schema.class {}

schema.setClass(AuditCopy);
