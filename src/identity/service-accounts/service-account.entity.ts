import { defineEntity, p } from '@mikro-orm/core';

export const SERVICE_ROLES = ['ingest'] as const;

const schema = defineEntity({
  name: 'ServiceAccount',
  tableName: 'service_account',
  properties: {
    id: p.uuid().primary(),
    name: p.text().unique('service_account_name'),
    role: p.enum(SERVICE_ROLES).default('ingest'),
    tokenHash: p.text().hidden().unique('service_account_token'),
    expiresAt: p.datetime(3),
    createdAt: p.datetime(3),
    createdBy: p.uuid(),
    revokedAt: p.datetime(3).nullable(),
    lastUsedAt: p.datetime(3).nullable(),
  },
});

/** A machine that delivers recordings. Only the hash of its token is kept. `createdBy` is `NOBODY` for the command line. */
export class ServiceAccount extends schema.class {}

schema.setClass(ServiceAccount);
