import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'ClockSighting',
  tableName: 'clock_sighting',
  properties: {
    /** The boot of a machine, by the id that its kernel gives it. */
    bootId: p.text().primary(),
    firstSeenAt: p.datetime(3),
    firstUptimeMs: p.bigint('number'),
    seenAt: p.datetime(3),
    uptimeMs: p.bigint('number'),
    /** The process that saw it last. */
    instance: p.uuid(),
  },
});

/** What a machine's clock showed since one of its boots, first and last, and how long it had been up then. */
export class ClockSighting extends schema.class {}

schema.setClass(ClockSighting);
