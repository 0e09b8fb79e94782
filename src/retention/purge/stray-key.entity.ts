import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'StrayKey',
  tableName: 'stray_key',
  properties: {
    unitId: p.uuid().primary(),
    foundAt: p.datetime(3),
  },
});

/** A unit of a purged day that still had a key on another day: noted before that key is destroyed, gone with the certificate. */
export class StrayKey extends schema.class {}

schema.setClass(StrayKey);
