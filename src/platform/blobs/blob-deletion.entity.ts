import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'BlobDeletion',
  tableName: 'blob_deletion',
  indexes: [
    {
      name: 'blob_deletion_failed',
      properties: ['firstFailedAt', 'name'],
      where: 'first_failed_at is not null',
    },
  ],
  properties: {
    name: p.uuid().primary(),
    unitId: p.uuid().index('blob_deletion_unit'),
    /** The run of the purge that waits for it, where no certificate names the unit. */
    purgeRunId: p.uuid().nullable(),
    queuedAt: p.datetime(3).index('blob_deletion_queued_at'),
    /** The process that asks the store for it at this moment, and until when nobody else does. */
    leasedBy: p.uuid().nullable(),
    leasedUntil: p.datetime(3).nullable(),
    attempts: p.integer().default(0),
    lastFailure: p.text().nullable(),
    firstFailedAt: p.datetime(3).nullable(),
  },
});

/** The name of a blob that must go: written with the deletion of its row, removed when the store confirms its absence. */
export class BlobDeletion extends schema.class {}

schema.setClass(BlobDeletion);
