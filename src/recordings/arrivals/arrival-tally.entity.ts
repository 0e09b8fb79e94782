import { defineEntity, p } from '@mikro-orm/core';

const tally = defineEntity({
  name: 'ArrivalTally',
  tableName: 'arrival_tally',
  properties: {
    source: p.text().primary(),
    outcome: p.text().primary(),
    lines: p.bigint('number'),
  },
});

/** How many lines of the account are there, by source and outcome, but for what {@link ArrivalChange} adds. */
export class ArrivalTally extends tally.class {}

tally.setClass(ArrivalTally);

const change = defineEntity({
  name: 'ArrivalChange',
  tableName: 'arrival_change',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    source: p.text(),
    outcome: p.text(),
    lines: p.bigint('number'),
  },
});

/** What one statement has added to the lines or taken from them; written by triggers, folded into the tally by who reads it. */
export class ArrivalChange extends change.class {}

change.setClass(ArrivalChange);
