import { defineEntity, p } from '@mikro-orm/core';

const daySchema = defineEntity({
  name: 'StudyDay',
  tableName: 'study_day',
  properties: {
    day: p.date().primary(),
    /** The day on which its figures were made for the last time. */
    madeOn: p.date(),
  },
});

/** A Helsinki day whose calls are counted in cells, which outlive them. */
export class StudyDay extends daySchema.class {}

daySchema.setClass(StudyDay);

const cellSchema = defineEntity({
  name: 'StudyCell',
  tableName: 'study_cell',
  checks: [{ name: 'study_cell_not_small', expression: '"calls" >= 5' }],
  properties: {
    day: p.date().primary(),
    place: p.smallint().primary(),
    /** Empty where the calls are not told apart by queue, or by unit; no hour where not by hour. */
    queue: p.text(),
    unit: p.text(),
    hour: p.smallint().nullable(),
    calls: p.integer(),
    answered: p.integer(),
    waited: p.integer(),
    numbered: p.integer(),
    repeated: p.integer(),
    ticketed: p.integer(),
    /** How many waited, and talked, for how long: numbers of buckets, and a count for each. */
    waitBuckets: p.smallint().array(),
    waitCounts: p.integer().array(),
    talkBuckets: p.smallint().array(),
    talkCounts: p.integer().array(),
  },
});

/** Calls of a day that are told of together: five at least (ADR 0021), without anything of a person. */
export class StudyCell extends cellSchema.class {}

cellSchema.setClass(StudyCell);
