import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { DIRECTIONS } from '../recording.entity.js';
import { sourceForm } from '../ingest/formats/source-form.js';
import { sourceName } from './sources.schemas.js';

/** Longest sample, in characters: some hundred lines. */
const MAX_SAMPLE = 100_000;

export const newPreview = z.strictObject({
  form: sourceForm,
  /** A document of the source, or its beginning. */
  sample: z.string().min(1).max(MAX_SAMPLE),
  name: sourceName.default('preview'),
});
export type NewPreview = z.output<typeof newPreview>;

const previewedCall = z.strictObject({
  line: z.int().nullable(),
  externalId: z.string(),
  linkedId: z.string().nullable(),
  direction: z.enum(DIRECTIONS),
  startedAt: format.instantOut,
  answeredAt: format.instantOut.nullable(),
  endedAt: format.instantOut,
  queue: z.string(),
  unit: z.string(),
  /** How the source names the agent: `username`, `extension` or `directoryId`, and the name. */
  agent: z.strictObject({ as: z.string(), name: z.string() }),
  caller: z.string(),
  /** `beside`, `inline`, the names of the file, or why there is none. */
  audio: z.strictObject({
    kind: z.enum(['beside', 'named', 'inline', 'none']),
    names: z.array(z.string()),
    reason: z.string(),
  }),
});
export type PreviewedCall = z.output<typeof previewedCall>;

const unusableCall = z.strictObject({
  line: z.int().nullable(),
  externalId: z.string().nullable(),
  /** `<field>:<fault>`; values are not repeated. */
  faults: z.array(z.string()),
});

export const preview = z.strictObject({
  /** The form with its preset filled in. */
  form: sourceForm,
  calls: z.array(previewedCall),
  unusable: z.array(unusableCall),
  /** How many there are; the lists hold the first of them. */
  counts: z.strictObject({ calls: z.int(), unusable: z.int() }),
});
export type Preview = z.output<typeof preview>;
