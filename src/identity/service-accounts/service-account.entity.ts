import { defineEntity, p } from '@mikro-orm/core';

/** What a machine may be for; `access` has the rules of each. */
export const SERVICE_ROLES = ['ingest', 'scim', 'metrics'] as const;
export type ServiceAccountRole = (typeof SERVICE_ROLES)[number];

const schema = defineEntity({
  name: 'ServiceAccount',
  tableName: 'service_account',
  properties: {
    id: p.uuid().primary(),
    name: p.text().unique('service_account_name'),
    role: p.enum(SERVICE_ROLES).default('ingest'),
    networks: p.array(text => text).default([]),
    createdAt: p.datetime(3),
    createdBy: p.uuid(),
    revokedAt: p.datetime(3).nullable(),
    lastUsedAt: p.datetime(3).nullable(),
    lastUsedFrom: p.text().nullable(),
    lastRefusedAt: p.datetime(3).nullable(),
  },
});

/**
 * A machine with one task. `networks`: where its tokens may be used from, in CIDR; none means anywhere. `lastUsedFrom` is
 * the network that it was used from, never a whole address. `createdBy` is `NOBODY` for the command line.
 */
export class ServiceAccount extends schema.class {}

schema.setClass(ServiceAccount);
