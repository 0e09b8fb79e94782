import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'ServiceToken',
  tableName: 'service_token',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid().index('service_token_account'),
    tokenHash: p.text().hidden().unique('service_token_hash'),
    createdAt: p.datetime(3),
    createdBy: p.uuid(),
    expiresAt: p.datetime(3),
    revokedAt: p.datetime(3).nullable(),
    lastUsedAt: p.datetime(3).nullable(),
  },
});

/** One of the tokens of a service account; several work at a time while one is replaced. Only the hash is kept. */
export class ServiceToken extends schema.class {}

schema.setClass(ServiceToken);
