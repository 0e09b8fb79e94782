import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { SOURCE_NAME } from '../ingest/metadata.schemas.js';
import { ARRIVAL_OUTCOMES } from './arrival.entity.js';
import { EXPLANATIONS } from './explanations.js';
import { FIGURES, type FigureName } from './figures.js';
import { ALARM_KINDS } from './ingest-alarm.entity.js';

/** The longest that one report goes back. */
const MOST_DAYS = 92;

export const sourceName = z.string().regex(SOURCE_NAME, 'must be a source name: small letters, digits, . _ -');

export const reportQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(MOST_DAYS).default(14) });
export type ReportQuery = z.output<typeof reportQuery>;

export const dayQuery = z.strictObject({ day: format.day.optional() });
export type DayQuery = z.output<typeof dayQuery>;

export const newExplanation = z
  .strictObject({
    source: sourceName,
    /** The announced call whose audio is missing; or, instead of it, the number that is. */
    externalId: format.line(200).optional(),
    sequence: z.int().min(0).optional(),
    reason: z.enum(EXPLANATIONS),
    text: format.text(1000).optional(),
  })
  .refine(({ externalId, sequence }) => (externalId === undefined) !== (sequence === undefined), {
    path: ['externalId'],
    message: 'give either externalId or sequence',
  });
export type NewExplanation = z.output<typeof newExplanation>;

const figures = z.strictObject(
  Object.fromEntries(FIGURES.map(name => [name, z.int()])) as Record<FigureName, z.ZodInt>, // each of FIGURES
);

export const ingestAlarm = z.strictObject({
  id: format.id,
  kind: z.enum(ALARM_KINDS),
  source: z.string(),
  raisedAt: format.instantOut,
  clearedAt: format.instantOut.nullable(),
  /** When the first message about it was sent; null: none was. */
  toldAt: format.instantOut.nullable(),
});
export type IngestAlarmView = z.infer<typeof ingestAlarm>;

/** A line of the account: ids, times and codes, nothing of a caller. */
export const arrivalLine = z.strictObject({
  source: z.string(),
  externalId: z.string(),
  queue: z.string(),
  callOn: format.day,
  startedAt: format.instantOut.nullable(),
  sequence: z.int().nullable(),
  announcedAt: format.instantOut.nullable(),
  audioAt: format.instantOut.nullable(),
  missedAt: format.instantOut.nullable(),
  silent: z.boolean(),
  outcome: z.enum(ARRIVAL_OUTCOMES),
  reason: z.string(),
  unitId: format.id.nullable(),
});
export type ArrivalLine = z.infer<typeof arrivalLine>;

const missingNumber = z.strictObject({ source: z.string(), sequence: z.int(), foundAt: format.instantOut });
export type MissingNumber = z.infer<typeof missingNumber>;

/** 1 is Monday, as in ISO 8601; hours of Helsinki time. */
const usualHour = z.strictObject({ weekday: z.int(), hour: z.int() });

const sourceReport = z.strictObject({
  source: z.string(),
  lastArrivalAt: format.instantOut.nullable(),
  /** Usual hours that went by since then without anything. */
  silentHours: z.int(),
  usualHours: z.array(usualHour),
  /** What the source says of its own copy; null: nothing. */
  keepsDays: z.int().nullable(),
  copyDeletedThrough: format.day.nullable(),
  /** Newest first; a day on which nothing came is left out. */
  days: z.array(z.strictObject({ day: format.day, figures })),
});
export type SourceReport = z.infer<typeof sourceReport>;

export const completeness = z.strictObject({
  from: format.day,
  through: format.day,
  alarms: z.array(ingestAlarm),
  sources: z.array(sourceReport),
  /** What is missing and not explained, oldest first; `more`: there is more than is shown. */
  missing: z.strictObject({ lines: z.array(arrivalLine), more: z.boolean() }),
  gaps: z.strictObject({ numbers: z.array(missingNumber), more: z.boolean() }),
  mayExplain: z.boolean(),
});
export type Completeness = z.infer<typeof completeness>;

export const completenessOfDay = z.strictObject({
  source: z.string(),
  day: format.day,
  figures,
  /** What is not as it should be, in the order of time. */
  lines: z.array(arrivalLine),
  more: z.boolean(),
  /** The alarms of the source, newest first. */
  alarms: z.array(ingestAlarm),
});
export type CompletenessOfDay = z.infer<typeof completenessOfDay>;
