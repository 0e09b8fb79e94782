import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'KnownKeyRing',
  tableName: 'known_key_ring',
  checks: [{ name: 'known_key_ring_only', expression: '"only"' }],
  properties: {
    /** There is one row. */
    only: p.boolean().primary(),
    fingerprint: p.text(),
  },
});

/** The key ring that this database was first used with. */
export class KnownKeyRing extends schema.class {}

schema.setClass(KnownKeyRing);
