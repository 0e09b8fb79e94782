import { defineEntity, p } from '@mikro-orm/core';
import type { AudioFacts } from '../audio/audio-facts.js';
import { QUARANTINE_REASONS } from './quarantine-reasons.js';

const schema = defineEntity({
  name: 'QuarantinedItem',
  tableName: 'quarantined_item',
  checks: [{ name: 'quarantined_item_audio_check', expression: '("size_bytes" is null) = ("audio_sha256" is null)' }],
  uniques: [{ name: 'quarantined_item_source_external_id', properties: ['source', 'externalId'] }],
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    externalId: p.text(),
    /** What must be sorted out first. */
    reason: p.enum(QUARANTINE_REASONS),
    /** As the call's metadata say; empty where nobody knows. */
    queue: p.text().default(''),
    unit: p.text().default(''),
    /** Helsinki day on which the call ended; null where nobody knows. */
    callOn: p.date().nullable(),
    dueOn: p.date().index('quarantined_item_due_on'),
    /** The metadata of the call, as far as they may be kept; null where they are missing or cannot be read. */
    sealedMetadata: p.blob().nullable(),
    /** What came instead of readable metadata, with the file's name. */
    sealedDocument: p.blob().nullable(),
    /** Of the audio as it came; null, as the hash is, where none has come. */
    sizeBytes: p.bigint('number').nullable(),
    audioSha256: p.blob().nullable(),
    /** What the audio was found to be; null where it is none, or cannot be read. */
    audioFacts: p.json<AudioFacts>().nullable(),
    receivedAt: p.datetime(3),
    ingestedBy: p.uuid(),
    channel: p.text().default('http'),
  },
});

/** What came in but must be sorted out first (selvitettävät): encrypted, a custody unit with its own short due day. */
export class QuarantinedItem extends schema.class {}

schema.setClass(QuarantinedItem);
