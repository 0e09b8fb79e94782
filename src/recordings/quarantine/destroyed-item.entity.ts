import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'DestroyedItem',
  tableName: 'destroyed_item',
  properties: {
    unitId: p.uuid().primary(),
    /** The event of its end. */
    eventId: p.uuid(),
    source: p.text(),
    queue: p.text(),
    callOn: p.date().nullable(),
    dueOn: p.date(),
    sizeBytes: p.bigint('number'),
    hasBlob: p.boolean(),
  },
});

/** An item that somebody has ended, whose key is not there any more, or not certainly: it waits for its certificate. */
export class DestroyedItem extends schema.class {}

schema.setClass(DestroyedItem);
