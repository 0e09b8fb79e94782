import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'PurgeRun',
  tableName: 'purge_run',
  properties: {
    id: p.uuid().primary(),
    day: p.date().unique(),
    startedAt: p.datetime(3),
    keyDestroyedAt: p.datetime(3).nullable(),
    finishedAt: p.datetime(3).nullable(),
    recordings: p.integer().default(0),
    contacts: p.integer().default(0),
    quarantined: p.integer().default(0),
  },
});

/** The purge of one due day, from its intent to the confirmed absence of everything. */
export class PurgeRun extends schema.class {}

schema.setClass(PurgeRun);
