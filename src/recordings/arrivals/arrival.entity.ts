import { defineEntity, p } from '@mikro-orm/core';

/** What has become of something that a source has announced or delivered. */
export const ARRIVAL_OUTCOMES = ['awaited', 'filed', 'quarantined', 'refused', 'destroyed', 'explained'] as const;
export type ArrivalOutcome = (typeof ARRIVAL_OUTCOMES)[number];

const schema = defineEntity({
  name: 'Arrival',
  tableName: 'arrival',
  indexes: [
    { name: 'arrival_by_source', properties: ['source', 'callOn'] },
    { name: 'arrival_ends_on', properties: ['endsOn'] },
    { name: 'arrival_unit', properties: ['unitId'] },
    { name: 'arrival_seen_at', properties: ['seenAt'] },
    { name: 'arrival_last_seen', properties: ['source', 'seenAt'] },
    { name: 'arrival_sequence', properties: ['source', 'sequence'], where: 'sequence is not null' },
    { name: 'arrival_open', properties: ['source'], where: "outcome in ('awaited', 'quarantined')" },
    { name: 'arrival_missing', properties: ['source'], where: "outcome = 'awaited' and missed_at is not null" },
    { name: 'arrival_silent', properties: ['source', 'audioAt'], where: 'silent' },
    { name: 'arrival_audio_at', properties: ['audioAt'] },
    {
      ...{ name: 'arrival_unanswered', properties: ['startedAt'] },
      where: "outcome = 'explained' and reason = 'not-answered'",
    },
  ],
  properties: {
    source: p.text().primary(),
    externalId: p.text().primary(),
    channel: p.text(),
    /** Of the call, as far as it is known; nothing of the caller. */
    startedAt: p.datetime(3).nullable(),
    /** Helsinki day of the call's end; the day of the arrival where that is not known. */
    callOn: p.date(),
    queue: p.text().default(''),
    unit: p.text().default(''),
    /** Empty where that is not known. */
    direction: p.text().default(''),
    /** What the source calls the call as a whole, of which this may be a leg. */
    linkedId: p.text().default(''),
    sequence: p.bigint('number').nullable(),
    /** When the call was announced (a CDR), and when audio came for it; null: not yet. */
    announcedAt: p.datetime(3).nullable(),
    audioAt: p.datetime(3).nullable(),
    outcome: p.enum(ARRIVAL_OUTCOMES),
    /** Stable code that says why it was refused, quarantined or is without audio; empty where there is nothing to say. */
    reason: p.text().default(''),
    /** The recording or quarantined item; null where there is none. */
    unitId: p.uuid().nullable(),
    /** When this house first heard of it, by whatever came first. */
    seenAt: p.datetime(3),
    /** When it was found missing: announced, and without audio for too long. Stays when the audio comes after all. */
    missedAt: p.datetime(3).nullable(),
    /** The audio is there and nothing is heard on it: empty, or below the threshold of the settings. */
    silent: p.boolean().default(false),
    /** When the row is forgotten: the last day of what it became. */
    endsOn: p.date(),
  },
});

/**
 * One line of the account between a source and this house: what it has announced, what it has delivered, what became of it.
 * Ids, times and codes alone; what is personal lies in the unit.
 */
export class Arrival extends schema.class {}

schema.setClass(Arrival);
