import { z } from 'zod';
import { format, pageOf, pageQuery } from '../platform/http/index.js';

const counts = { recordings: z.int(), contacts: z.int(), quarantined: z.int() };

/** What falls due on each living day. */
export const dueList = z.strictObject({
  items: z.array(z.strictObject({ day: format.day, ...counts, held: z.int() })),
  nextCursor: z.null(),
});

export const purgeRunPage = pageOf(
  z.strictObject({
    id: format.id,
    day: format.day,
    startedAt: format.instantOut,
    keyDestroyedAt: format.instantOut.nullable(),
    finishedAt: format.instantOut.nullable(),
    ...counts,
    blobsLeft: z.int(),
    outcome: z.enum(['running', 'completed']),
  }),
);

/** By id of the unit, or by day of the call and queue. */
export const certificateQuery = pageQuery.extend({
  id: format.id.optional(),
  on: format.day.optional(),
  queue: format.line(120).optional(),
});

export const certificatePage = pageOf(
  z.strictObject({
    unitId: format.id,
    unitKind: z.enum(['recording', 'contact-history', 'quarantined-item']),
    callOn: format.day.nullable(),
    queue: z.string(),
    dueOn: format.day,
    rule: z.string(),
    keyDestroyedAt: format.instantOut,
    blobAbsentAt: format.instantOut.nullable(),
    purgeRunId: format.id,
    issuedAt: format.instantOut,
  }),
);

export type DueList = z.infer<typeof dueList>;
export type PurgeRunPage = z.infer<typeof purgeRunPage>;
export type CertificateQuery = z.output<typeof certificateQuery>;
export type CertificatePage = z.infer<typeof certificatePage>;
