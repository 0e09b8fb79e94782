import { defineEntity, p } from '@mikro-orm/core';

/** A day may be `open` (units may come to it), `closing` (its purge has begun) or `destroyed` (its key is gone). */
const DUE_DAY_STATES = ['open', 'closing', 'destroyed'] as const;

const schema = defineEntity({
  name: 'DueDay',
  tableName: 'due_day',
  properties: {
    day: p.date().primary(),
    state: p.enum(DUE_DAY_STATES).default('open'),
    closingAt: p.datetime(3).nullable(),
    destroyedAt: p.datetime(3).nullable(),
  },
});

/** One calendar day on which custody units end: the row that ingest, moves and the purge lock against each other. */
export class DueDay extends schema.class {}

schema.setClass(DueDay);
