import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'RecoveryCode',
  tableName: 'recovery_code',
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid().index('recovery_code_staff'),
    codeHash: p.text().hidden(),
    createdAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
  },
});

/** A code that stands in for a passkey, once. */
export class RecoveryCode extends schema.class {}

schema.setClass(RecoveryCode);
