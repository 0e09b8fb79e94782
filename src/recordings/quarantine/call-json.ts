import type { z } from 'zod';
import { recordingMetadata, type RecordingMetadata } from '../ingest/metadata.schemas.js';

/** A value of JSON that is an object. */
export type Json = Readonly<Record<string, unknown>>;

/** A call as JSON that can be read as metadata once more: no unit is no unit, and not an empty one. */
export function callToJson(call: RecordingMetadata): Json {
  const { unit, ...others } = JSON.parse(JSON.stringify(call)) as Json; // of an object comes an object
  return unit === '' ? others : { ...others, unit };
}

/** Reads what {@link callToJson} wrote, or the same with fields changed. */
export function callFromJson(json: Json): z.ZodSafeParseResult<RecordingMetadata> {
  return recordingMetadata.safeParse(json.unit === '' ? { ...json, unit: undefined } : json);
}
