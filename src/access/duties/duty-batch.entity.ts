import { defineEntity, p } from '@mikro-orm/core';

/** How a batch can end. */
export const BATCH_OUTCOMES = ['confirmed', 'discarded'] as const;

const schema = defineEntity({
  name: 'DutyBatch',
  tableName: 'duty_batch',
  indexes: [{ name: 'duty_batch_newest', properties: ['openedAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    openedAt: p.datetime(3),
    /** Who entered the first change: a staff id, a service account's id, or the id of nobody. */
    enteredBy: p.uuid(),
    decidedAt: p.datetime(3).nullable(),
    decidedBy: p.uuid().nullable(),
    outcome: p.enum(BATCH_OUTCOMES).nullable(),
    /** The event of the log that holds the reason of the decision. */
    textEventId: p.uuid().nullable(),
  },
});

/** Changes of duties of more than ten people within an hour, which wait together for an administrator. One is open at most. */
export class DutyBatch extends schema.class {}

schema.setClass(DutyBatch);
