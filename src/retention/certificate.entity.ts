import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'DeletionCertificate',
  tableName: 'deletion_certificate',
  indexes: [
    { name: 'deletion_certificate_call', properties: ['callOn', 'queue', 'unitId'] },
    { name: 'deletion_certificate_due_on', properties: ['dueOn', 'unitId'] },
  ],
  properties: {
    unitId: p.uuid().primary(),
    unitKind: p.enum(['recording', 'contact-history', 'quarantined-item']),
    callOn: p.date().nullable(),
    queue: p.text(),
    dueOn: p.date(),
    rule: p.text(),
    purgeRunId: p.uuid(),
    keyDestroyedAt: p.datetime(3),
    blobAbsentAt: p.datetime(3).nullable(),
    issuedAt: p.datetime(3),
  },
});

/** States that a custody unit is gone, without personal data (poistotodistus): kept when everything else is deleted. */
export class DeletionCertificate extends schema.class {}

schema.setClass(DeletionCertificate);
