import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditHead',
  tableName: 'audit_head',
  comment: 'one row: the last signed checkpoint, compared and swapped',
  properties: {
    only: p.boolean().primary(),
    origin: p.text(),
    size: p.bigint('number'),
    root: p.blob(),
    checkpoint: p.text(),
    signedAt: p.datetime(3),
    prunedTo: p.bigint('number'),
  },
  checks: [{ name: 'audit_head_only_check', expression: '"only"' }],
});

/** Where the log stands: its size, root and last signed checkpoint. */
export class AuditHead extends schema.class {}

schema.setClass(AuditHead);
