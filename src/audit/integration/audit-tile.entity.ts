import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditTile',
  tableName: 'audit_tile',
  comment: 'insert-only: the full tiles of the Merkle tree',
  properties: {
    level: p.smallint().primary(),
    index: p.bigint('number').primary().autoincrement(false),
    hashes: p.blob(),
    root: p.blob(),
  },
});

/** A full tile of c2sp.org/tlog-tiles: 256 hashes, and the hash over them, which stands in the level above. */
export class AuditTile extends schema.class {}

schema.setClass(AuditTile);
