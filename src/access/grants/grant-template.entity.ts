import { defineEntity, p } from '@mikro-orm/core';
import { PURPOSES } from '../purposes.js';
import { ROLES } from '../roles.js';

const schema = defineEntity({
  name: 'GrantTemplate',
  tableName: 'grant_template',
  properties: {
    id: p.uuid().primary(),
    name: p.text().unique('grant_template_name'),
    role: p.enum(ROLES),
    allQueues: p.boolean().default(false),
    queues: p.array(text => text).default([]),
    allUnits: p.boolean().default(false),
    units: p.array(text => text).default([]),
    ownCallsOnly: p.boolean().default(false),
    purposes: p.enum(PURPOSES).array().default([]),
    validMonths: p.integer(),
    changedAt: p.datetime(3),
    changedBy: p.uuid(),
  },
});

/** What people in a usual post are granted: fills in a form or a proposal, gives nothing by itself. */
export class GrantTemplate extends schema.class {}

schema.setClass(GrantTemplate);
