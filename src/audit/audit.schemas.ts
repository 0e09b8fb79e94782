import { z } from 'zod';
import { format, pageOf, pageQuery } from '../platform/http/index.js';
import { AUDIT_ACTIONS } from './actions.js';

/** Which events: all that match every filter that is given. */
export const eventSelection = z.strictObject({
  from: format.instant.optional(),
  /** Excluded. */
  to: format.instant.optional(),
  staff: format.id.optional(),
  recording: format.id.optional(),
  contact: format.id.optional(),
  /** Staff id of who took the call. */
  agent: format.id.optional(),
  queue: format.line(120).optional(),
  /** Day of Europe/Helsinki on which the call began. */
  callOn: format.day.optional(),
  /** Staff id of whom the event concerns. */
  concerns: format.id.optional(),
  session: format.id.optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  outcome: z.enum(['done', 'refused', 'failed']).optional(),
  purpose: format.line(64).optional(),
});

export type EventSelection = z.output<typeof eventSelection>;

export const eventFilters = pageQuery.extend(eventSelection.shape);

export type EventFilters = z.output<typeof eventFilters>;

export const eventView = z.strictObject({
  id: format.id,
  at: format.instantOut,
  action: z.string(),
  outcome: z.string(),
  reason: z.string().nullable(),
  actor: z.strictObject({
    kind: z.enum(['staff', 'service', 'system', 'unidentified']),
    id: format.id.nullable(),
    sessionId: format.id.nullable(),
    address: z.string().nullable(),
  }),
  object: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
  recordingId: format.id.nullable(),
  concernsStaffId: format.id.nullable(),
  grantId: format.id.nullable(),
  purpose: z.string().nullable(),
  reference: z.string().nullable(),
  policy: z.string(),
  facts: z.record(z.string(), z.unknown()),
});

export const eventPage = pageOf(eventView);

/** One event in full: also its texts, its commitments, and the exact bytes of its leaf (base64). */
export const eventDetails = eventView.extend({
  texts: z.array(z.strictObject({ name: z.string(), salt: z.string(), text: z.string().nullable() })),
  commitments: z.record(z.string(), z.string()),
  leaf: z.base64(),
});

export type EventView = z.infer<typeof eventView>;
export type EventDetails = z.infer<typeof eventDetails>;
