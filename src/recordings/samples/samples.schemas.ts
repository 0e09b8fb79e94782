import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';

/** The most calls of one sample: more than anybody listens to in a week. */
const MOST_CALLS = 20;
/** The longest note, in characters. */
const LONGEST_NOTE = 4000;

const monday = format.day.refine(day => new Date(`${day}T00:00:00Z`).getUTCDay() === 1, 'must be a Monday');

export const newSample = z.strictObject({
  queue: format.line(120),
  /** The Monday that the week begins on; the week is over. */
  week: monday,
  calls: z.int().min(1).max(MOST_CALLS),
});
export type NewSample = z.output<typeof newSample>;

export const poolQuery = z.strictObject({ week: monday.optional() });
export type PoolQuery = z.output<typeof poolQuery>;

/** What there is to draw from, by queue; `drawn`: who asks has drawn that queue's sample of the week. */
export const poolList = z.strictObject({
  week: format.day,
  pools: z.array(z.strictObject({ queue: z.string(), calls: z.int(), drawn: z.boolean() })),
});
export type PoolList = z.infer<typeof poolList>;

/** That a sample was drawn, and how. */
export const sampleHead = z.strictObject({
  id: format.id,
  queue: z.string(),
  week: format.day,
  wanted: z.int(),
  drawn: z.int(),
  poolSize: z.int(),
  seed: z.string(),
  drawnBy: format.id,
  drawerName: z.string().nullable(),
  drawnAt: format.instantOut,
});
export type SampleHead = z.infer<typeof sampleHead>;
export const samplePage = pageOf(sampleHead);
export const sampleQuery = pageQuery;
export type SampleQuery = z.output<typeof sampleQuery>;

const instant = format.instantOut;

/** Of a note that who asks may read: that there is one. What it says is read by itself. */
const noteState = z.strictObject({
  id: format.id,
  writtenAt: instant,
  amendedAt: instant.nullable(),
  readAt: instant.nullable(),
});

/** A drawn call that may still be listened to for its purpose. */
const sampledCall = z.strictObject({
  recordingId: format.id,
  startedAt: instant,
  durationMs: z.int(),
  agent: z.strictObject({ id: format.id.nullable(), name: z.string(), mapped: z.boolean() }),
  /** Whether who asks was given it to listen to for the development of the service, at any time. */
  heard: z.boolean(),
  note: noteState.nullable(),
  permitted: z.array(z.enum(['note'])),
});

/** A sample with its calls, in the order of the draw, and what it takes to draw it again. */
export const sampleView = sampleHead.extend({
  recipe: z.string(),
  poolIds: z.array(format.id),
  calls: z.array(sampledCall),
});
export type SampleView = z.infer<typeof sampleView>;

export const noteText = z.strictObject({ text: format.text(LONGEST_NOTE) });
export type NoteText = z.output<typeof noteText>;

const noteHead = z.strictObject({
  id: format.id,
  recordingId: format.id,
  startedAt: instant,
  queue: z.string(),
  unit: z.string(),
  writtenBy: format.id,
  writerName: z.string().nullable(),
  writtenAt: instant,
  amendedAt: instant.nullable(),
  readAt: instant.nullable(),
});
export type NoteHead = z.infer<typeof noteHead>;
export const notePage = pageOf(noteHead);
export const noteQuery = pageQuery;
export type NoteQuery = z.output<typeof noteQuery>;

export const noteView = noteHead.extend({ text: z.string() });
export type NoteView = z.infer<typeof noteView>;
