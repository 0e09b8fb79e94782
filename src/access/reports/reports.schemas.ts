import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { PURPOSES } from '../purposes.js';
import { ROLES } from '../roles.js';
import { REVIEW_KINDS, REVIEW_OUTCOMES } from '../reviews/access-review.entity.js';
import { HINDRANCES, WORKED } from './day-access.js';

/** The reports about access, by the names that their addresses bear. */
export const REPORTS = ['matrix', 'on-day', 'late-reviews', 'unused'] as const;
export type ReportName = (typeof REPORTS)[number];

export const reportQuery = pageQuery;
export type ReportQuery = z.output<typeof reportQuery>;

export const dayQuery = pageQuery.extend({ on: format.day });
export type DayQuery = z.output<typeof dayQuery>;

/** A report as a CSV file; `on` belongs to `on-day` and to nothing else. */
export const reportExport = z
  .strictObject({ report: z.enum(REPORTS), on: format.day.optional() })
  .refine(({ report, on }) => (report === 'on-day') === (on !== undefined), {
    path: ['on'],
    message: 'goes with on-day, and with nothing else',
  });
export type ReportExport = z.output<typeof reportExport>;

const scope = z.union([z.literal('all'), z.array(z.string())]);

const reportedGrant = z.strictObject({
  id: format.id,
  role: z.enum(ROLES),
  queues: scope,
  units: scope,
  ownCallsOnly: z.boolean(),
  purposes: z.array(z.enum(PURPOSES)),
  fromOn: format.day,
  untilOn: format.day,
});
export type ReportedGrant = z.infer<typeof reportedGrant>;

const person = z.strictObject({ staffId: format.id, displayName: z.string(), unit: z.string(), title: z.string() });

/** An active person with what they are granted now or later. `bound`: the undertaking counts today. */
export const matrixPage = pageOf(
  person.extend({
    bound: z.boolean(),
    grants: z.array(reportedGrant.extend({ state: z.enum(['working', 'future', 'suspended']) })),
  }),
);
export type MatrixRow = z.infer<typeof matrixPage>['items'][number];

/** A grant that was there on the day, and whether it worked. */
export const dayPage = pageOf(
  person.extend({ grant: reportedGrant, worked: z.enum(WORKED), because: z.array(z.enum(HINDRANCES)) }),
);
export type DayRow = z.infer<typeof dayPage>['items'][number];

/** A review that was, or is, not done by its last day. `closedAt` is null for one that is still open. */
export const latePage = pageOf(
  z.strictObject({
    reviewId: format.id,
    kind: z.enum(REVIEW_KINDS),
    staffId: format.id,
    displayName: z.string(),
    reviewerName: z.string().nullable(),
    openedAt: format.instantOut,
    lastOn: format.day,
    closedAt: format.instantOut.nullable(),
    outcome: z.enum(REVIEW_OUTCOMES).nullable(),
    daysLate: z.number().int(),
  }),
);
export type LateRow = z.infer<typeof latePage>['items'][number];

/** A grant that lets somebody listen who has not listened for 90 days. */
export const unusedPage = pageOf(person.extend({ grant: reportedGrant, lastPlaybackAt: format.instantOut.nullable() }));
export type UnusedRow = z.infer<typeof unusedPage>['items'][number];
