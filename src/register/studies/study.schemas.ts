import { z } from 'zod';
import { LANGUAGES } from '../../kernel/languages.js';
import { format } from '../../platform/http/index.js';
import { GROUPINGS } from './grouping.js';

/** The last four weeks, unless days are named. Today is in no study: what is added to it by a single call would be that call. */
export const studyQuery = z.strictObject({
  from: format.day.optional(),
  through: format.day.optional(),
  group: z.enum(GROUPINGS).default('day'),
  queue: format.line(120).optional(),
  unit: format.line(120).optional(),
});
export type StudyQuery = z.output<typeof studyQuery>;

export const studyPaperQuery = studyQuery.extend({ language: z.enum(LANGUAGES).default('fi') });
export type StudyPaperQuery = z.output<typeof studyPaperQuery>;

/** A number of calls; null where it would speak of fewer than five. */
const count = z.int().nullable();
/** Milliseconds; null where nothing is known, or fewer than five calls lie beyond. */
const ms = z.number().nullable();
const percentiles = z.strictObject({ p50Ms: ms, p90Ms: ms, p95Ms: ms });

const figures = {
  calls: z.int(),
  answered: count,
  /** Of the answered ones those of which it is known how long they waited. */
  waited: count,
  /** Of the calls those whose number is known, and of these the ones that had called within seven days. */
  numbered: count,
  repeated: count,
  /** Of the answered ones. */
  ticketed: count,
  waiting: percentiles,
  talking: percentiles,
};

const days = z.strictObject({ from: format.day, through: format.day });

export const serviceLevelStudy = z.strictObject({
  ...{ from: format.day, through: format.day, group: z.enum(GROUPINGS) },
  ...{ queue: z.string().nullable(), unit: z.string().nullable() },
  /** Days whose calls live, and days that are known by daily figures alone; how many of those have none. */
  living: days.nullable(),
  daily: days.extend({ without: z.int() }).nullable(),
  /** By what share percentiles may be wrong; 0: they are exact. */
  errorBound: z.number(),
  /** Fewer calls than this are not spoken of. */
  fewest: z.int(),
  /** The key of a group as `grouping.ts` has it; empty for what is not told apart. */
  rows: z.array(z.strictObject({ key: z.string(), ...figures })),
  total: z.strictObject(figures),
  /** What can be asked for by itself. */
  queues: z.array(z.string()),
  units: z.array(z.string()),
});
export type ServiceLevelStudy = z.infer<typeof serviceLevelStudy>;
export type StudyFigures = ServiceLevelStudy['total'];
