import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'BlobDeletion',
  tableName: 'blob_deletion',
  properties: {
    name: p.uuid().primary(),
    unitId: p.uuid().index('blob_deletion_unit'),
    queuedAt: p.datetime(3).index('blob_deletion_queued_at'),
    attempts: p.integer().default(0),
    lastFailure: p.text().nullable(),
  },
});

/** The name of a blob that must go: written with the deletion of its row, removed when the store confirms its absence. */
export class BlobDeletion extends schema.class {}

schema.setClass(BlobDeletion);
