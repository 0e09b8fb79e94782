import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditLeaf',
  tableName: 'audit_leaf',
  comment: 'insert-only: the place of an event in the Merkle tree',
  properties: {
    index: p.bigint('number').primary().autoincrement(false),
    eventId: p.uuid().unique(),
    hash: p.blob(),
  },
});

/** Index and RFC 6962 hash of an integrated event; stays when the event itself has been pruned. */
export class AuditLeaf extends schema.class {}

schema.setClass(AuditLeaf);
