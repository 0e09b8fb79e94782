import { defineEntity, p } from '@mikro-orm/core';
import { CODECS, CONTAINERS } from '../audio/audio-facts.js';

/** What has become of what somebody asked for; what is gone by its day, or with its recording, is computed when it is shown. */
export const COPY_STATES = ['requested', 'refused', 'made', 'released'] as const;

const requestSchema = defineEntity({
  name: 'TrainingCopyRequest',
  tableName: 'training_copy_request',
  indexes: [{ name: 'training_copy_request_newest', properties: ['requestedAt', 'id'] }],
  uniques: [{ name: 'training_copy_request_waiting', properties: ['recordingId'], where: { state: 'requested' } }],
  properties: {
    id: p.uuid().primary(),
    recordingId: p.uuid(),
    /** The unit that was made of it. */
    copyId: p.uuid().nullable(),
    queue: p.text(),
    unit: p.text(),
    agentId: p.uuid(),
    callOn: p.date(),
    /** Reference of the course. */
    course: p.text(),
    untilOn: p.date(),
    state: p.enum(COPY_STATES).default('requested'),
    requestedBy: p.uuid(),
    requestedAt: p.datetime(3),
    /** The event that the necessity lies beside. */
    requestedIn: p.uuid(),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime(3).nullable(),
    releasedBy: p.uuid().nullable(),
    releasedAt: p.datetime(3).nullable(),
  },
});

/** Somebody asks for a copy of a recording for a course; another person answers for it. */
export class TrainingCopyRequest extends requestSchema.class {}

requestSchema.setClass(TrainingCopyRequest);

const schema = defineEntity({
  name: 'TrainingCopy',
  tableName: 'training_copy',
  properties: {
    id: p.uuid().primary(),
    recordingId: p.uuid().index('training_copy_recording'),
    queue: p.text(),
    unit: p.text(),
    agentId: p.uuid(),
    callOn: p.date(),
    course: p.text(),
    dueOn: p.date().index('training_copy_due_on'),
    container: p.enum(CONTAINERS).default('wav'),
    codec: p.enum(CODECS),
    channels: p.smallint(),
    sampleRateHz: p.integer(),
    durationMs: p.integer(),
    sizeBytes: p.bigint('number'),
    audioSha256: p.blob(),
    madeAt: p.datetime(3),
  },
});

/**
 * A copy of a recording's audio for a course (domain.md §2): a custody unit with a key, a blob and a last day of its own, and
 * nothing of the parties. Key and blob bear its id.
 */
export class TrainingCopy extends schema.class {}

schema.setClass(TrainingCopy);
