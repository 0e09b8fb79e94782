import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'PurgeRun',
  tableName: 'purge_run',
  indexes: [{ name: 'purge_run_newest', properties: ['startedAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    day: p.date().unique(),
    startedAt: p.datetime(3),
    keyDestroyedAt: p.datetime(3).nullable(),
    finishedAt: p.datetime(3).nullable(),
    /** How many units ended with the day; null until its key is destroyed, which waits for nothing. */
    recordings: p.integer().nullable(),
    contacts: p.integer().nullable(),
    quarantined: p.integer().nullable(),
    trainingCopies: p.integer().nullable(),
    dossiers: p.integer().nullable(),
    /** Bytes of audio that were given free; known when the run is finished, as is the root over its certificates. */
    freedBytes: p.bigint('number').default(0),
    certificatesRoot: p.blob().nullable(),
    intendedEventId: p.uuid().nullable(),
    completedEventId: p.uuid().nullable(),
  },
});

/** The purge of one due day, from its intent to the confirmed absence of everything. */
export class PurgeRun extends schema.class {}

schema.setClass(PurgeRun);
