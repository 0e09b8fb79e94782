import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Tombstone',
  tableName: 'tombstone',
  properties: {
    digest: p.blob().primary(),
    /** The last day that the retention rule would have given; the call ended by then. */
    throughOn: p.date().index('tombstone_through_on'),
  },
});

/** Remembers, in a form that nobody can read back, a delivery that was erased, so that it is not taken again. */
export class Tombstone extends schema.class {}

schema.setClass(Tombstone);
