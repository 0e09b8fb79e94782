import type { z } from 'zod';
import { deliveredMetadata, TELLS_WHO, type RecordingMetadata } from '../metadata.schemas.js';

/**
 * What is wrong with a field of a call: `<field>:<fault>`. Neither ever repeats a value.
 */
export const FAULTS = [
  'missing',
  'invalid',
  'unknown-field',
  'other-source',
  'not-a-time',
  'skipped-hour',
  'not-a-duration',
  'not-a-number',
  'unlisted',
  'looks-like-number',
  'twice',
  'partial',
  'hash-mismatch',
  'unknown-hash',
] as const;
export type Fault = (typeof FAULTS)[number];

export function fault(field: string, what: Fault): string {
  return `${field}:${what}`;
}

/** A call with what our own contract asks of it, or the names of what is wrong. */
export type CheckedCall =
  | { readonly call: RecordingMetadata; readonly faults: null }
  | { readonly call: null; readonly faults: readonly string[] };

/** Checks what a document says as a delivery by request is checked (api.md). */
export function checkCall(said: object): CheckedCall {
  const parsed = deliveredMetadata.safeParse(said);
  if (parsed.success) return { call: parsed.data, faults: null };
  return { call: null, faults: [...new Set(parsed.error.issues.map(issue => faultOf(issue, said)))] };
}

/** Names of fields are ours: what a document calls a field that we do not know is not repeated. */
function faultOf({ path, code, message }: z.core.$ZodIssue, said: object): string {
  const field = path.filter(part => typeof part === 'string').join('.') || 'document';
  if (code === 'unrecognized_keys') return fault(field, 'unknown-field');
  if (message === TELLS_WHO) return fault(field, 'looks-like-number');
  return fault(field, isThere(said, path) ? 'invalid' : 'missing');
}

function isThere(said: unknown, path: readonly PropertyKey[]): boolean {
  const [name, ...rest] = path;
  if (said === undefined) return false;
  if (name === undefined) return true;
  return typeof said === 'object' && said !== null && Object.hasOwn(said, name)
    ? isThere((said as Record<PropertyKey, unknown>)[name], rest) // an own property of an object
    : false;
}
