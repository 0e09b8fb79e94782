import { defineEntity, p } from '@mikro-orm/core';

const dayOfSource = defineEntity({
  name: 'ArrivalDay',
  tableName: 'arrival_day',
  indexes: [{ name: 'arrival_day_call_on', properties: ['callOn'] }],
  properties: {
    source: p.text().primary(),
    callOn: p.date().primary(),
    announced: p.integer().default(0),
    withAudio: p.integer().default(0),
    filed: p.integer().default(0),
    quarantined: p.integer().default(0),
    refused: p.integer().default(0),
    destroyed: p.integer().default(0),
    explained: p.integer().default(0),
    missing: p.integer().default(0),
    unannounced: p.integer().default(0),
    silent: p.integer().default(0),
  },
});

/**
 * What the lines of one source and Helsinki day came to that are forgotten already, without ids. A trigger adds to it in the
 * statement that deletes lines, whoever does; together with the lines that are left it is the whole day.
 */
export class ArrivalDay extends dayOfSource.class {}

dayOfSource.setClass(ArrivalDay);

const hourOfSource = defineEntity({
  name: 'ArrivalHour',
  tableName: 'arrival_hour',
  indexes: [{ name: 'arrival_hour_day', properties: ['day'] }],
  properties: {
    source: p.text().primary(),
    day: p.date().primary(),
    hour: p.smallint().primary(),
    calls: p.integer(),
  },
});

/** How many arrivals came from a source in one hour of Helsinki time: what its habit is known by. */
export class ArrivalHour extends hourOfSource.class {}

hourOfSource.setClass(ArrivalHour);

const gap = defineEntity({
  name: 'ArrivalGap',
  tableName: 'arrival_gap',
  indexes: [{ name: 'arrival_gap_open', properties: ['source'], where: 'closed_at is null' }],
  properties: {
    source: p.text().primary(),
    sequence: p.bigint('number').primary(),
    foundAt: p.datetime(3),
    /** When the number came after all, or somebody explained it; null: it is still missing. */
    closedAt: p.datetime(3).nullable(),
    /** Why it does not come, from the list of explanations; empty while nobody has said, or where it came. */
    reason: p.text().default(''),
  },
});

/** A number that a source has left out between two that came. */
export class ArrivalGap extends gap.class {}

gap.setClass(ArrivalGap);
