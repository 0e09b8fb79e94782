import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'QuarantinedItem',
  tableName: 'quarantined_item',
  uniques: [{ name: 'quarantined_item_source_external_id', properties: ['source', 'externalId'] }],
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    externalId: p.text(),
    /** Stable code of what must be sorted out first. */
    reason: p.text(),
    dueOn: p.date().index('quarantined_item_due_on'),
    sealedMetadata: p.blob(),
    sizeBytes: p.bigint('number'),
    audioSha256: p.blob(),
    receivedAt: p.datetime(3),
    ingestedBy: p.uuid(),
  },
});

/** What came in but must be sorted out first (selvitettävät): encrypted, a custody unit with its own short due day. */
export class QuarantinedItem extends schema.class {}

schema.setClass(QuarantinedItem);
