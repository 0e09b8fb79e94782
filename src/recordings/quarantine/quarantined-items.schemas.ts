import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { AGENT_KINDS } from '../agents/agent-kinds.js';
import { CODECS } from '../audio/audio-facts.js';
import {
  mayStandInTheClear,
  recordingMetadata,
  reference,
  SOURCE_NAME,
  TELLS_WHO,
} from '../ingest/metadata.schemas.js';
import { PARTY_CATEGORIES } from '../party.entity.js';
import { DIRECTIONS } from '../recording.entity.js';
import { CHANNEL_ROLES, STRETCH_KINDS } from '../stretch.js';
import { QUARANTINE_REASONS } from './quarantine-reasons.js';

/** What may be done to an item, in the words of the client. */
export const ITEM_ACTS = ['repair', 'file', 'explain', 'destroy'] as const;
export type ItemAct = (typeof ITEM_ACTS)[number];

/** Most items that are sorted out in one request. */
const MOST_AT_ONCE = 200;

export const itemQuery = pageQuery.extend({
  source: z.string().regex(SOURCE_NAME).optional(),
  reason: z.enum(QUARANTINE_REASONS).optional(),
  queue: format.line(120).optional(),
});
export type ItemQuery = z.output<typeof itemQuery>;

const shown = {
  id: format.id,
  source: z.string(),
  externalId: z.string(),
  reason: z.enum(QUARANTINE_REASONS),
  queue: z.string(),
  unit: z.string(),
  callOn: format.day.nullable(),
  dueOn: format.day,
  receivedAt: format.instantOut,
  channel: z.string(),
  /** Null where none has come; duration and codec are null where the bytes are no audio. */
  audio: z
    .strictObject({ sizeBytes: z.int(), durationMs: z.int().nullable(), codec: z.enum(CODECS).nullable() })
    .nullable(),
  hasCall: z.boolean(),
  hasDocument: z.boolean(),
  permitted: z.array(z.enum(ITEM_ACTS)),
};

/** Something that waits to be sorted out, without what it says of its caller. */
export const quarantinedView = z.strictObject(shown);
export type QuarantinedView = z.infer<typeof quarantinedView>;
export const quarantinedPage = pageOf(quarantinedView);

/** How many wait for the same reason from the same source, most first. */
export const causeList = z.strictObject({
  items: z.array(z.strictObject({ source: z.string(), reason: z.enum(QUARANTINE_REASONS), count: z.int() })),
  nextCursor: z.null(),
});
export type CauseList = z.infer<typeof causeList>;

const masked = z.string().nullable().describe('Masked; null where there is none.');
const stretch = z.strictObject({ kind: z.enum(STRETCH_KINDS), fromMs: z.int(), toMs: z.int() });

const maskedCall = z.strictObject({
  linkedId: z.string().nullable(),
  direction: z.enum(DIRECTIONS),
  startedAt: format.instantOut,
  answeredAt: format.instantOut.nullable(),
  endedAt: format.instantOut,
  queue: z.string(),
  unit: z.string(),
  agent: z.strictObject({ kind: z.enum(AGENT_KINDS), name: z.string() }),
  notice: z
    .strictObject({ played: z.boolean(), version: z.string().nullable(), language: z.string().nullable() })
    .nullable(),
  channels: z.array(z.enum(CHANNEL_ROLES)),
  stretches: z.array(stretch),
  sequence: z.int().nullable(),
  caller: z
    .strictObject({
      category: z.enum(PARTY_CATEGORIES),
      ...{ name: masked, phone: masked, email: masked, organisation: masked, personalIdentityCode: masked },
    })
    .nullable(),
  patients: z.int(),
  ticket: z.string().nullable(),
  note: masked,
});
export type MaskedCall = z.infer<typeof maskedCall>;

/** An item with what it says of its call, masked. Of a document that could not be read only its format is told. */
export const quarantinedDetails = z.strictObject({
  ...shown,
  call: maskedCall.nullable(),
  document: z.strictObject({ format: z.string() }).nullable(),
});
export type QuarantinedDetails = z.infer<typeof quarantinedDetails>;

const call = recordingMetadata.shape;
const caller = call.caller.unwrap().shape;

/**
 * Fields of the call that a person gives, or takes away with null; what is left out stays as it came. The source, its id of
 * the delivery and its notice evidence are not repaired.
 */
const repairedFields = z.strictObject({
  linkedId: call.linkedId.unwrap().refine(mayStandInTheClear, TELLS_WHO).nullable().optional(),
  direction: call.direction.unwrap().optional(),
  startedAt: call.startedAt.optional(),
  answeredAt: call.answeredAt.nullable(),
  endedAt: call.endedAt.optional(),
  queue: call.queue.refine(mayStandInTheClear, TELLS_WHO).optional(),
  unit: call.unit.unwrap().refine(mayStandInTheClear, TELLS_WHO).nullable().optional(),
  agent: call.agent.optional(),
  channels: call.channels.unwrap().optional(),
  stretches: call.stretches.unwrap().optional(),
  sequence: call.sequence.nullable(),
  caller: z
    .strictObject({
      category: caller.category.unwrap().optional(),
      name: caller.name.nullable(),
      phone: caller.phone.nullable(),
      email: caller.email.nullable(),
      organisation: caller.organisation.nullable(),
      personalIdentityCode: caller.personalIdentityCode.nullable(),
    })
    .nullable()
    .optional(),
  patients: call.patients.unwrap().optional(),
  ticket: reference.nullable().optional(),
  note: call.note.nullable(),
});
export type RepairedFields = z.output<typeof repairedFields>;

const reason = format.text(1000);

export const itemRepair = z.strictObject({ fields: repairedFields, reason });
export type ItemRepair = z.output<typeof itemRepair>;

/** What somebody knows of the announcement of a call that its source says nothing of. */
const givenNotice = z.strictObject({
  played: z.literal(true),
  version: format.line(40),
  language: z.string().regex(/^[a-z]{2}$/, 'must be a language code'),
});
export type GivenNotice = z.output<typeof givenNotice>;

export const itemFiling = z.strictObject({ notice: givenNotice.optional(), reason });
export type ItemFiling = z.output<typeof itemFiling>;

export const filedItem = z.strictObject({ id: format.id, contactId: format.id, dueOn: format.day });
export type FiledItem = z.infer<typeof filedItem>;

export const itemEnding = z.strictObject({ reason });
export type ItemEnding = z.output<typeof itemEnding>;

const ids = format.each(z.array(format.id).min(1).max(MOST_AT_ONCE));

export const filings = itemFiling.extend({ ids });
export type Filings = z.output<typeof filings>;

export const endings = itemEnding.extend({ ids });
export type Endings = z.output<typeof endings>;

/** What became of each item, in the order of the request: done, or refused or failed with the code of the problem. */
export const outcomeList = z.strictObject({
  items: z.array(
    z.strictObject({ id: format.id, outcome: z.enum(['done', 'refused', 'failed']), code: z.string().nullable() }),
  ),
  nextCursor: z.null(),
});
export type OutcomeList = z.infer<typeof outcomeList>;
