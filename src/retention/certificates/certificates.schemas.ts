import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { CERTIFIED_KINDS, CERTIFIED_REASONS, ERASURE_GROUNDS } from './certificate.entity.js';

/** By id of the unit, by day of the call and queue, or by run. */
export const certificateQuery = pageQuery.extend({
  id: format.id.optional(),
  on: format.day.optional(),
  queue: format.line(120).optional(),
  run: format.id.optional(),
});
export type CertificateQuery = z.output<typeof certificateQuery>;

const hold = z.strictObject({
  kind: z.string(),
  from: format.day,
  until: format.day,
  outcome: z.string(),
  reasonSha256: z.string(),
});

/**
 * What is certified of a unit that is gone. `sha256` is the RFC 6962 leaf hash over the RFC 8785 canonical JSON of all the
 * other fields but `event` and `finalOn`, which come later; the certificate of the run has the root over them.
 */
export const certificateView = z.strictObject({
  unitId: format.id,
  unitKind: z.enum(CERTIFIED_KINDS),
  callOn: format.day.nullable(),
  queue: z.string(),
  reason: z.enum(CERTIFIED_REASONS),
  ground: z.enum(ERASURE_GROUNDS).nullable(),
  rule: z.string(),
  ruleVersion: z.int().nullable(),
  ordinaryDueOn: format.day.nullable(),
  dueOn: format.day,
  holds: z.array(hold),
  keyDestroyedAt: format.instantOut,
  blobAbsentAt: format.instantOut.nullable(),
  /** The day on which the last copy of a key that could open it is gone; null while the key ring may hold traces of it. */
  finalOn: format.day.nullable(),
  /** The source's own copy, and for how many days the source says it keeps that; null where it has said nothing. */
  notCovered: z.strictObject({ source: z.string(), sourceKeepsDays: z.int().nullable() }).nullable(),
  purgeRunId: format.id.nullable(),
  erasureId: format.id.nullable(),
  issuedAt: format.instantOut,
  sha256: z.string(),
  /** The event of the purge or of the erasure; its place in the log is null while it has none. */
  event: z.strictObject({ eventId: format.id, leafIndex: z.int().nullable() }).nullable(),
});
export type CertificateView = z.infer<typeof certificateView>;

export const certificatePage = pageOf(certificateView);
export type CertificatePage = z.infer<typeof certificatePage>;

/** One unit by its id, or the calls of a day, of one queue where it is named. */
export const whereaboutsQuery = z
  .strictObject({ id: format.id.optional(), on: format.day.optional(), queue: format.line(120).optional() })
  .refine(({ id, on, queue }) => (id === undefined) !== (on === undefined) && !(id !== undefined && queue), {
    message: 'an id, or a day with or without a queue',
    path: ['id'],
  });
export type WhereaboutsQuery = z.output<typeof whereaboutsQuery>;

const whereaboutsOfUnit = z.discriminatedUnion('outcome', [
  z.strictObject({ id: format.id, outcome: z.literal('kept'), keptUntil: format.day }),
  z.strictObject({ id: format.id, outcome: z.literal('purged'), certificate: certificateView }),
  z.strictObject({ id: format.id, outcome: z.enum(['being-destroyed', 'never-here']) }),
]);
export type WhereaboutsOfUnit = z.infer<typeof whereaboutsOfUnit>;

/**
 * `certificates` are the first of those that are `purged`; the list of certificates has them all. `beingDestroyed` are those that an erasure
 * has taken and that have no certificate yet.
 */
const whereaboutsOfDay = z.strictObject({
  on: format.day,
  queue: z.string().nullable(),
  kept: z.int(),
  purged: z.int(),
  beingDestroyed: z.int(),
  certificates: z.array(certificateView),
});
export type WhereaboutsOfDay = z.infer<typeof whereaboutsOfDay>;

export const whereabouts = z.strictObject({
  unit: whereaboutsOfUnit.nullable(),
  day: whereaboutsOfDay.nullable(),
});
export type Whereabouts = z.infer<typeof whereabouts>;
