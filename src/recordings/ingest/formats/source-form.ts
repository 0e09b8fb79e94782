import { z } from 'zod';
import { CHANNEL_ROLES } from '../../stretch.js';
import { ENCODINGS } from './decode-text.js';
import { DOCUMENT_FORMATS } from './document.js';
import { isTimePattern } from './time-pattern.js';

/** Fields of our metadata that a document can be read into (api.md). `duration` gives the end where the document has none. */
export const MAPPED_FIELDS = [
  ...['externalId', 'linkedId', 'direction', 'startedAt', 'answeredAt', 'endedAt', 'duration', 'queue', 'unit'],
  ...['agent', 'noticePlayed', 'noticeVersion', 'noticeLanguage', 'callerName', 'callerPhone', 'callerEmail'],
  ...['callerOrganisation', 'callerCategory', 'callerIdentityCode', 'ticket', 'note', 'sequence'],
] as const;

/** Agents as the source names them (api.md). */
export const AGENT_NAMINGS = ['username', 'extension', 'directoryId'] as const;
/** `clock` is `h:mm:ss` or `m:ss`. */
export const DURATION_UNITS = ['ms', 's', 'min', 'clock'] as const;
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Ready-made readings; `plain` leaves all to the mapping. */
export const PRESETS = ['plain', 'asterisk', 'freepbx', 'issabel', 'freeswitch', 'siprec', 'vcon'] as const;
export type Preset = (typeof PRESETS)[number];

/**
 * A column's name, `#` and its number from 1, or a path such as `variables.uuid`. With `|` and a text after it, only what
 * follows that text there: `userfield|audio:`.
 */
const place = z.string().trim().min(1).max(200);
const text = z.string().max(200);

/** Where one of our fields comes from. */
export const fieldRule = z.strictObject({
  /** The first of these that is not empty; with `join` all of them, joined by it. */
  from: z.array(place).max(8).default([]),
  join: z.string().max(5).optional(),
  /** Only what stands before the first of these. */
  before: z.array(z.string().min(1).max(40)).max(4).optional(),
  /** What a value of the document is in ours, e.g. queue 600 is `user-support`. */
  table: z.record(text, text).optional(),
  /** What becomes of a value that is not in the table. */
  unlisted: z.enum(['keep', 'fault']).default('keep'),
  /** Where the document says nothing. */
  constant: text.optional(),
});
export type FieldRule = z.output<typeof fieldRule>;

const mapping = z.partialRecord(z.enum(MAPPED_FIELDS), fieldRule);
export type Mapping = z.output<typeof mapping>;

/** Whether `name` is a time zone of the running Node, such as `Europe/Helsinki`. */
function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

const zone = z.string().max(60).refine(isZone, 'must be a time zone, such as Europe/Helsinki');

const times = z.discriminatedUnion('kind', [
  /** RFC 3339; `zone` is that of times without an offset, which are refused where it is not given. */
  z.strictObject({ kind: z.literal('iso'), zone: zone.optional() }),
  z.strictObject({ kind: z.literal('epoch'), unit: z.enum(['s', 'ms', 'us']) }),
  z.strictObject({
    kind: z.literal('local'),
    /** `YYYY`, `MM`, `M`, `DD`, `D`, `HH`, `H`, `mm`, `ss` and what stands between them. */
    pattern: z.string().min(8).max(40).refine(isTimePattern, 'must name YYYY, M, D and H, each once'),
    zone,
  }),
]);
export type TimeForm = z.output<typeof times>;

const csv = z.strictObject({
  delimiter: z.enum(DELIMITERS).default(','),
  encoding: z.enum(ENCODINGS).default('utf-8'),
  /** Names of the columns in their order, for a file that has no line with names. */
  columns: z.array(place).max(200).nullable().default(null),
  decimalComma: z.boolean().default(false),
});
export type CsvForm = z.output<typeof csv>;

const audio = z.discriminatedUnion('kind', [
  /** In the file beside the document. */
  z.strictObject({ kind: z.literal('beside') }),
  /** In the document. */
  z.strictObject({ kind: z.literal('inline') }),
  /**
   * Patterns of names, such as `{recordingfile}` or `{uniqueid}.wav`; one whose places are empty names nothing.
   * `{@YYYYMMDD-HHmmss}` is the start in the time zone of the document.
   */
  z.strictObject({ kind: z.literal('named'), names: z.array(place).min(1).max(8) }),
]);

/** How the document says that there is no audio: a value that is not among `recordedWhen`. */
const recorded = z.strictObject({
  from: z.array(place).min(1).max(4),
  recordedWhen: z.array(text).min(1).max(20),
  reasons: z.record(text, z.string().regex(/^[a-z0-9-]{1,40}$/)).default({}),
});

/** What a reading consists of; what is left out is as the preset has it. */
const reading = {
  times: times.optional(),
  durationUnit: z.enum(DURATION_UNITS).optional(),
  agentAs: z.enum(AGENT_NAMINGS).optional(),
  mapping: mapping.optional(),
  /** Other rules for outgoing calls, where the agent stands elsewhere. */
  outbound: mapping.optional(),
  audio: audio.optional(),
  recorded: recorded.nullable().optional(),
  csv: csv.optional(),
  channels: z.array(z.enum(CHANNEL_ROLES)).max(8).optional(),
};

/** How the documents of a source are read: part of its settings. */
export const sourceForm = z.strictObject({
  format: z.enum(DOCUMENT_FORMATS),
  preset: z.enum(PRESETS).default('plain'),
  ...reading,
});
export type SourceForm = z.output<typeof sourceForm>;

/** Our own metadata beside the audio: what a source has that nobody has set up. */
export const SIDECAR: SourceForm = { format: 'sidecar', preset: 'plain' };
