import { z } from 'zod';
import { PURPOSES, REVEALABLE_FIELDS, ROLES } from '../access/index.js';
import { format, pageOf, pageQuery } from '../platform/http/index.js';
import { reference } from './ingest/metadata.schemas.js';
import { PARTY_CATEGORIES, PARTY_KINDS } from './party.entity.js';
import { CORRECTABLE_FIELDS } from './corrections/correction.entity.js';
import { CODECS } from './audio/audio-facts.js';
import { DIRECTIONS } from './recording.entity.js';
import { CHANNEL_ROLES, STRETCH_KINDS } from './stretch.js';

/** What stands in place of a personal field that has not been revealed: the same for every value. */
export const MASK = '•••••';

const moment = z.union([format.instant, format.day]);

const plainFilters = {
  /** An instant, or a day of Europe/Helsinki. */
  from: moment.optional(),
  /** An instant (excluded), or a day (included). */
  to: moment.optional(),
  queue: format.line(120).optional(),
  unit: format.line(120).optional(),
  agent: format.id.optional(),
  ticket: reference.optional(),
};

/** Filters of `GET /recordings`; nothing personal, since they stand in the address. */
export const recordingFilters = pageQuery.extend({ ...plainFilters, hold: z.stringbool().optional() });

/** Body of `POST /recordings/searches`: also the personal fields, at least one. */
export const recordingSearch = pageQuery
  .extend({
    ...plainFilters,
    hold: z.boolean().optional(),
    limit: z.int().min(1).max(200).default(50),
    phone: format.line(64).optional(),
    personalIdentityCode: format.line(40).optional(),
    name: format.line(200).optional(),
    email: format.line(254).optional(),
    /** The case that a search by personal identity code belongs to. */
    reference: reference.optional(),
  })
  .refine(({ phone, personalIdentityCode, name, email }) => [phone, personalIdentityCode, name, email].some(Boolean), {
    message: 'needs phone, personalIdentityCode, name or email',
  });

export type RecordingFilters = z.output<typeof recordingFilters>;
export type RecordingSearch = z.output<typeof recordingSearch>;

const masked = z.string().nullable().describe('Masked; null where there is none.');

const maskedParty = z.strictObject({
  id: format.id,
  kind: z.enum(PARTY_KINDS),
  category: z.enum(PARTY_CATEGORIES),
  name: masked,
  phone: masked,
  email: masked,
  organisation: masked,
  personalIdentityCode: masked,
});

export const recordingItem = z.strictObject({
  id: format.id,
  contactId: format.id,
  source: z.string(),
  direction: z.enum(DIRECTIONS),
  startedAt: format.instantOut,
  answeredAt: format.instantOut.nullable(),
  endedAt: format.instantOut,
  durationMs: z.int(),
  queue: z.string(),
  unit: z.string(),
  agent: z.strictObject({ id: format.id.nullable(), name: z.string(), mapped: z.boolean() }),
  ticket: z.string().nullable(),
  ordinaryDueOn: format.day,
  dueOn: format.day,
  restricted: z.boolean(),
  holdPurposes: z.array(z.enum(PURPOSES)),
  /** The first day on which one of its holds ends; null where nothing holds it. */
  heldThroughOn: format.day.nullable(),
  /** What says that the announcement was played. */
  noticeEvidence: z.enum(['call', 'plan', 'person']),
  /** Whether a person in it has had something corrected, and whether one has a statement to it (GDPR art. 16). */
  corrected: z.boolean(),
  stated: z.boolean(),
  caller: maskedParty.nullable(),
});

export const recordingPage = pageOf(recordingItem);

/** How another leg of the call lies to this one in time; `together`: they begin at once, as two channels of one call do. */
export const LEG_PLACES = ['before', 'together', 'during', 'after'] as const;
export type LegPlace = (typeof LEG_PLACES)[number];

const leg = z.strictObject({
  id: format.id,
  direction: z.enum(DIRECTIONS),
  startedAt: format.instantOut,
  answeredAt: format.instantOut.nullable(),
  endedAt: format.instantOut,
  durationMs: z.int(),
  queue: z.string(),
  unit: z.string(),
  agent: z.strictObject({ id: format.id.nullable(), name: z.string(), mapped: z.boolean() }),
  channelRoles: z.array(z.enum(CHANNEL_ROLES)),
  place: z.enum(LEG_PLACES),
});

/** What a person in it has to say to a recording (GDPR art. 16), oldest first. */
const statement = z.strictObject({ id: format.id, text: z.string(), addedAt: format.instantOut });

/** One recording: also its parties, the other legs of its call, its audio, and what the person may do with it. */
export const recordingDetails = recordingItem.extend({
  parties: z.array(maskedParty.extend({ codeInvalid: z.boolean(), provenance: z.string() })),
  note: masked,
  notice: z.strictObject({
    version: z.string(),
    language: z.string(),
    evidence: z.enum(['call', 'plan', 'person']),
    /** What the caller heard, word for word; null while nobody has settled what that version says. */
    text: z.string().nullable(),
  }),
  audio: z.strictObject({
    codec: z.enum(CODECS),
    channels: z.int(),
    sampleRateHz: z.int(),
    sizeBytes: z.int(),
  }),
  /** Who is heard on each channel; empty where the source has not said. */
  channelRoles: z.array(z.enum(CHANNEL_ROLES)),
  /** Pauses, masked stretches and waiting, in milliseconds of the audio. */
  stretches: z.array(z.strictObject({ kind: z.enum(STRETCH_KINDS), fromMs: z.int(), toMs: z.int() })),
  legs: z.array(leg),
  statements: z.array(statement),
  /** Which fields were corrected; `partyId` is null for ticket and unit. */
  corrections: z.array(
    z.strictObject({
      partyId: format.id.nullable(),
      field: z.enum(CORRECTABLE_FIELDS),
      version: z.int(),
      correctedAt: format.instantOut,
    }),
  ),
  /** Purposes that a person in it has objected to, or withdrawn consent for. */
  blockedPurposes: z.array(z.enum(PURPOSES)),
  permitted: z.array(z.enum(['play', 'reveal', 'set-ticket'])),
  permittedPurposes: z.array(z.enum(PURPOSES)),
  permittedFields: z.array(z.enum(REVEALABLE_FIELDS)),
});

/** One personal field, for a stated purpose. `partyId` is the caller's where it is left out; a note has no party. */
export const reveal = z.strictObject({
  field: z.enum(REVEALABLE_FIELDS),
  partyId: format.id.optional(),
  purpose: z.enum(PURPOSES),
  reference: reference.optional(),
});
export const revealed = z.strictObject({
  field: z.enum(REVEALABLE_FIELDS),
  partyId: format.id.nullable(),
  value: z.string().nullable(),
  /** The versions of a corrected field, oldest first. */
  corrections: z.array(
    z.strictObject({
      version: z.int(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      why: z.string(),
      correctedBy: format.id.nullable(),
      correctedAt: format.instantOut,
    }),
  ),
});

export const ticketChange = z.strictObject({ ticket: reference.nullable() });
export const contactView = z.strictObject({ id: format.id, ticket: z.string().nullable() });

export const newPlayback = z.strictObject({
  purpose: z.enum(PURPOSES),
  reference: reference.optional(),
  /** `playable`: what a browser cannot play is decoded into 16-bit PCM as it is served; `original`: the bytes as they came. */
  as: z.enum(['playable', 'original']).default('playable'),
});
export const playbackView = z.strictObject({
  id: format.id,
  audioUrl: z.string(),
  expiresAt: format.instantOut,
  statements: z.array(statement),
});

/** Who listened before, without names except for those who may read the log. */
export const earlierPlaybacks = z.strictObject({
  /** In all; the items are the newest of them. */
  count: z.int(),
  items: z.array(
    z.strictObject({
      on: format.day,
      /** As which the person listened; null where the grant is not known any more. */
      role: z.enum(ROLES).nullable(),
      purpose: z.enum(PURPOSES),
      /** Whether it was the one who asks. */
      own: z.boolean(),
      name: z.string().nullable(),
    }),
  ),
});

/** What the player says it has played, which proves nothing and is kept apart. A `DELETE` may come without it. */
export const playbackEnd = z
  .strictObject({
    playedMs: z
      .int()
      .min(0)
      .max(7 * 24 * 3_600_000)
      .optional(),
  })
  .default({});

export type RecordingItem = z.infer<typeof recordingItem>;
export type RecordingDetails = z.infer<typeof recordingDetails>;
export type Reveal = z.output<typeof reveal>;
export type Revealed = z.infer<typeof revealed>;
export type TicketChange = z.output<typeof ticketChange>;
export type ContactView = z.infer<typeof contactView>;
export type NewPlayback = z.output<typeof newPlayback>;
export type EarlierPlaybacks = z.infer<typeof earlierPlaybacks>;
export type PlaybackView = z.infer<typeof playbackView>;
export type PlaybackEnd = z.output<typeof playbackEnd>;
