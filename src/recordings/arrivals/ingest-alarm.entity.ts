import { defineEntity, p } from '@mikro-orm/core';

/** What can be wrong with what arrives. */
export const ALARM_KINDS = [
  'source-silent',
  'audio-missing',
  'sequence-gap',
  'audio-silent',
  'audio-unannounced',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

const schema = defineEntity({
  name: 'IngestAlarm',
  tableName: 'ingest_alarm',
  indexes: [{ name: 'ingest_alarm_raised_at', properties: ['raisedAt'] }],
  uniques: [{ name: 'ingest_alarm_one_open', properties: ['kind', 'source'], where: 'cleared_at is null' }],
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(ALARM_KINDS),
    source: p.text(),
    raisedAt: p.datetime(3),
    /** When its cause had ended; null: it is open. */
    clearedAt: p.datetime(3).nullable(),
    /** When the first message about it was taken by a mail server or a webhook; null: nobody was told so. */
    toldAt: p.datetime(3).nullable(),
  },
});

/** An alarm about what arrives from one source: raised once, and cleared by itself when its cause has ended. */
export class IngestAlarm extends schema.class {}

schema.setClass(IngestAlarm);
