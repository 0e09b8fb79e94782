import { defineEntity, p } from '@mikro-orm/core';

const sampleSchema = defineEntity({
  name: 'WeeklySample',
  tableName: 'weekly_sample',
  indexes: [{ name: 'weekly_sample_newest', properties: ['drawnAt', 'id'] }],
  uniques: [{ name: 'weekly_sample_once', properties: ['queue', 'weekOn', 'drawnBy'] }],
  checks: [{ name: 'weekly_sample_monday', expression: 'extract(isodow from "week_on") = 1' }],
  properties: {
    id: p.uuid().primary(),
    queue: p.text(),
    /** The Monday that the week begins on. */
    weekOn: p.date(),
    wanted: p.smallint(),
    /** How many there were to draw, at most as many as were wanted. */
    drawn: p.smallint(),
    /** Hexadecimal. */
    seed: p.text(),
    /** What it was drawn from, in the order of the ids. */
    poolIds: p.uuid().array(),
    drawnBy: p.uuid(),
    drawnAt: p.datetime(3),
  },
});

/** A team lead's random calls of one queue and week, each to be listened to and written a note on. */
export class WeeklySample extends sampleSchema.class {}

sampleSchema.setClass(WeeklySample);

const callSchema = defineEntity({
  name: 'SampledCall',
  tableName: 'sampled_call',
  indexes: [{ name: 'sampled_call_of_sample', properties: ['sampleId', 'place'] }],
  properties: {
    /** A call is drawn once, whoever draws. */
    recordingId: p.uuid().primary(),
    sampleId: p.uuid(),
    /** In the order of the draw, from 1. */
    place: p.smallint(),
  },
});

/** A call that was drawn. It goes with its recording, or the day after that one's ordinary last day. */
export class SampledCall extends callSchema.class {}

callSchema.setClass(SampledCall);
