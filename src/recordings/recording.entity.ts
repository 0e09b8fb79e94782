import { defineEntity, p } from '@mikro-orm/core';
import { NO_EXCEPTION, PURPOSES } from '../access/index.js';
import { KNOWN_AGENT_KINDS } from './agents/agent-kinds.js';
import { CODECS, CONTAINERS } from './audio/audio-facts.js';
import { NOBODY } from '../kernel/ids.js';
import { CHANNEL_ROLES, type Stretch } from './stretch.js';

export const DIRECTIONS = ['inbound', 'outbound', 'internal'] as const;
export type Direction = (typeof DIRECTIONS)[number];

const schema = defineEntity({
  name: 'Recording',
  tableName: 'recording',
  uniques: [{ name: 'recording_source_external_id', properties: ['source', 'externalId'] }],
  indexes: [
    { name: 'recording_newest', properties: ['startedAt', 'id'] },
    { name: 'recording_queue', properties: ['queue', 'startedAt', 'id'] },
    { name: 'recording_unit', properties: ['unit', 'startedAt', 'id'] },
    { name: 'recording_agent', properties: ['agentId', 'startedAt', 'id'] },
    { name: 'recording_due_on', properties: ['dueOn'] },
    { name: 'recording_unmapped', properties: ['source', 'agentNamedBy', 'agentNamed'], where: { agentId: NOBODY } },
    { name: 'recording_contact', properties: ['contactId'] },
    { name: 'recording_rule_version', properties: ['ruleVersion', 'endedAt'] },
  ],
  properties: {
    id: p.uuid().primary(),
    contactId: p.uuid(),
    source: p.text(),
    externalId: p.text(),
    direction: p.enum(DIRECTIONS),
    startedAt: p.datetime(3),
    answeredAt: p.datetime(3).nullable(),
    endedAt: p.datetime(3),
    queue: p.text(),
    unit: p.text(),
    /** Staff id; the id of nobody while the agent is not mapped. */
    agentId: p.uuid(),
    /** The agent's name, or what the source calls the agent while that is nobody's. */
    agentName: p.text(),
    /** What the source calls the agent, and by what. */
    agentNamed: p.text().default(''),
    agentNamedBy: p.enum(KNOWN_AGENT_KINDS).default(''),
    ordinaryDueOn: p.date(),
    dueOn: p.date(),
    holdPurposes: p.enum(PURPOSES).array().default([]),
    /** The first last day among the active holds; the ordinary day where there is none. */
    heldThroughOn: p.date(),
    /** Version of the retention rule that the ordinary day is by. */
    ruleVersion: p.integer().default(1),
    restricted: p.boolean().default(false),
    /** The last day of an exception from the restriction (GDPR art. 18(2)). */
    exceptedThroughOn: p.date().default(NO_EXCEPTION),
    /** Purposes that it is not used for any more (GDPR arts. 21 and 7(3)): those of its blocks in force. */
    blockedPurposes: p.enum(PURPOSES).array().default([]),
    noticeVersion: p.text(),
    noticeLanguage: p.text(),
    noticeEvidence: p.enum(['call', 'plan', 'person']),
    /** Who is heard on each channel; empty where the source has not said. */
    channelRoles: p.enum(CHANNEL_ROLES).array().default([]),
    /** Pauses, masked stretches and waiting, in the order of time. */
    stretches: p.json<readonly Stretch[]>().default([]),
    /** The number that the source counts its recordings by; null where it does not. */
    sourceSequence: p.bigint('number').nullable(),
    container: p.enum(CONTAINERS).default('wav'),
    codec: p.enum(CODECS),
    /** The loudest sample in dB below full scale; null where nobody has measured. */
    loudestDbfs: p.smallint().nullable(),
    channels: p.smallint(),
    sampleRateHz: p.integer(),
    durationMs: p.integer(),
    sizeBytes: p.bigint('number'),
    audioSha256: p.blob(),
    /** Where the samples begin in the file, and how many bytes they are; null where frames lie among others. */
    samplesOffset: p.bigint('number').nullable(),
    samplesBytes: p.bigint('number').nullable(),
    ingestedBy: p.uuid(),
    createdAt: p.datetime(3),
  },
});

/**
 * One recorded leg of a contact, and the custody unit of its audio: the blob and the data key bear the recording's id.
 * What the rules depend on is NOT NULL.
 */
export class Recording extends schema.class {}

schema.setClass(Recording);
