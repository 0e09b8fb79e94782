import { defineEntity, p } from '@mikro-orm/core';
import { BRAKE_REASONS } from './brake-reason.js';

const schema = defineEntity({
  name: 'PurgeBrake',
  tableName: 'purge_brake',
  indexes: [{ name: 'purge_brake_newest', properties: ['raisedAt'] }],
  uniques: [{ name: 'purge_brake_one_raised', properties: ['raised'], where: 'raised' }],
  properties: {
    id: p.uuid().primary(),
    reason: p.enum(BRAKE_REASONS),
    /** By how much the clock was off when it was noticed; negative: behind. */
    byMs: p.bigint('number'),
    raised: p.boolean().default(true),
    raisedAt: p.datetime(3),
    proposedBy: p.uuid().nullable(),
    proposedAt: p.datetime(3).nullable(),
    /** Its texts hold the reason of the proposal. */
    proposalEventId: p.uuid().nullable(),
    releasedBy: p.uuid().nullable(),
    releasedAt: p.datetime(3).nullable(),
  },
});

/** A brake that stops every purge until two administrators have released it (ADR 0013). At most one is raised. */
export class PurgeBrake extends schema.class {}

schema.setClass(PurgeBrake);
