import { z } from 'zod';
import { holdsIdentityCode } from '../../kernel/identity-codes-in-text.js';
import { format } from '../../platform/http/index.js';
import { MOST_CALL_DAYS, mayHaveLasted } from '../call-length.js';
import { PARTY_CATEGORIES } from '../party.entity.js';
import { DIRECTIONS } from '../recording.entity.js';
import { CHANNEL_ROLES, STRETCH_KINDS } from '../stretch.js';
import { isDialledNumber } from './formats/phone-number.js';

/** A reference into the ticket or case system: letters, digits and a few marks, so that it can stand in an address. */
const REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N}._#-]{0,63}$/u;

/** What is said of a text that may not stand in the clear. */
export const TELLS_WHO = 'must not be a telephone number or hold a personal identity code';

/**
 * Whether a text may stand in events, addresses and rows without a key for good (design §4): it is not written as a number is dialled, and holds
 * no personal identity code. A name nobody can tell from a reference.
 */
export function mayStandInTheClear(text: string): boolean {
  return !isDialledNumber(text) && !holdsIdentityCode(text);
}

/** A {@link REFERENCE} that somebody gives. */
export const reference = z
  .string()
  .regex(REFERENCE, 'must be a reference: letters, digits and . _ # -')
  .refine(mayStandInTheClear, TELLS_WHO);

/** How sources are named: technical names, so that they can stand in events. */
export const SOURCE_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

const agent = z.union([
  z.strictObject({ username: format.line(120) }),
  z.strictObject({ extension: format.line(40) }),
  z.strictObject({ directoryId: format.line(120) }),
]);

const person = {
  name: format.line(200).optional(),
  personalIdentityCode: format.line(40).optional(),
};

const caller = z.strictObject({
  ...person,
  category: z.enum(PARTY_CATEGORIES).default('unknown'),
  phone: format.line(64).optional(),
  email: format.line(254).optional(),
  organisation: format.line(200).optional(),
});

const MAX_OFFSET_MS = 7 * 24 * 3_600_000;
const offsetMs = z.int().min(0).max(MAX_OFFSET_MS);

const stretch = z
  .strictObject({ kind: z.enum(STRETCH_KINDS), fromMs: offsetMs, toMs: offsetMs })
  .refine(({ fromMs, toMs }) => fromMs <= toMs, { path: ['toMs'], message: 'must not be before fromMs' });

/** `metadata` of `POST /api/v1/recordings` (api.md). Unknown fields are refused. */
export const recordingMetadata = z
  .strictObject({
    source: z.string().regex(SOURCE_NAME, 'must be a source name: small letters, digits, . _ -'),
    externalId: format.line(200),
    linkedId: format.line(200).optional(),
    direction: z.enum(DIRECTIONS).default('inbound'),
    startedAt: format.instant,
    answeredAt: format.instant.optional(),
    endedAt: format.instant,
    queue: format.line(120),
    unit: format.line(120).default(''),
    agent,
    notice: z
      .strictObject({
        played: z.boolean(),
        version: format.line(40).optional(),
        language: z
          .string()
          .regex(/^[a-z]{2}$/, 'must be a language code')
          .optional(),
      })
      .optional(),
    /** Who is heard on each channel of the audio, in order. */
    channels: z.array(z.enum(CHANNEL_ROLES)).max(8).default([]),
    stretches: z.array(stretch).max(500).default([]),
    /** The number that the source counts its recordings by: a gap shows that one is missing. */
    sequence: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    caller: caller.optional(),
    patients: z.array(z.strictObject(person)).max(20).default([]),
    ticket: z.string().regex(REFERENCE, 'must be a ticket reference').optional(),
    note: format.text(2000).optional(),
  })
  .refine(call => call.startedAt <= call.endedAt, { path: ['endedAt'], message: 'must not be before startedAt' })
  .refine(call => !call.answeredAt || (call.startedAt <= call.answeredAt && call.answeredAt <= call.endedAt), {
    path: ['answeredAt'],
    message: 'must lie between startedAt and endedAt',
  });

/** What a delivery keeps in the clear (ADR 0014): a technical id, and names of the house. */
const IN_THE_CLEAR = ['externalId', 'linkedId', 'queue', 'unit', 'ticket'] as const;

const TOO_LONG = `must be within ${MOST_CALL_DAYS} days of startedAt`;

/** The same as it is asked of what comes: what is here already is read as it was taken. */
export const deliveredMetadata = recordingMetadata.superRefine((call, context) => {
  // Zod also asks where a field is not what it should be, of which it has said so: an instant is then the text that came.
  if (context.issues.length === 0 && !mayHaveLasted(call))
    context.addIssue({ code: 'custom', path: ['endedAt'], message: TOO_LONG });
  for (const field of IN_THE_CLEAR) {
    if (!mayStandInTheClear(call[field] ?? '')) context.addIssue({ code: 'custom', path: [field], message: TELLS_WHO });
  }
});

export type RecordingMetadata = z.output<typeof recordingMetadata>;
export type AgentName = RecordingMetadata['agent'];
