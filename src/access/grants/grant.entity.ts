import { defineEntity, p } from '@mikro-orm/core';
import { PURPOSES } from '../purposes.js';
import { ROLES } from '../roles.js';

const schema = defineEntity({
  name: 'Grant',
  tableName: 'access_grant',
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid().index('access_grant_staff'),
    role: p.enum(ROLES),
    allQueues: p.boolean().default(false),
    queues: p.array(text => text).default([]),
    allUnits: p.boolean().default(false),
    units: p.array(text => text).default([]),
    ownCallsOnly: p.boolean().default(false),
    purposes: p.enum(PURPOSES).array().default([]),
    fromOn: p.date(),
    untilOn: p.date(),
    reason: p.text(),
    grantedBy: p.uuid().nullable(),
    createdAt: p.datetime(3),
    suspended: p.boolean().default(false),
    revokedAt: p.datetime(3).nullable(),
    revokedBy: p.uuid().nullable(),
  },
});

/**
 * What a named person may do: role, scope, purposes, days, and who answers for it (design §5). `grantedBy` is null for
 * the first administrator alone. Revoked grants stay, as the record of who could do what when.
 */
export class Grant extends schema.class {}

schema.setClass(Grant);
