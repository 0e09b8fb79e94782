import { DomainError } from '../../kernel/errors.js';
import { invalidRequest, wrongField } from '../../platform/http/index.js';
import type { RecordingMetadata } from '../ingest/metadata.schemas.js';
import { callFromJson, callToJson, type Json } from './call-json.js';
import type { RepairedFields } from './quarantined-items.schemas.js';

/** A call as it is after a repair, and the names of the fields that are another than before. */
export interface RepairedCall {
  readonly call: RecordingMetadata;
  readonly changed: readonly string[];
}

/** What a delivery is called by its source, and when it came: no repair changes that. */
interface Delivered {
  readonly source: string;
  readonly externalId: string;
  readonly receivedAt: Date;
}

/** Clocks of telephone systems run ahead of ours by this much at most. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * The call `known` with `fields` in place of its own; null takes a field away. Where nothing is known the fields must be a call
 * by themselves.
 * @throws DomainError `invalid-request` where they are none together; `outgoing-stands` where an outgoing call would become another;
 *   `ends-later` where a call would end later than was known, or than it came, so that its recording would be kept for longer
 */
export function repairedCall(
  known: RecordingMetadata | null,
  fields: RepairedFields,
  delivered: Delivered,
): RepairedCall {
  if (known?.direction === 'outbound' && (fields.direction ?? 'outbound') !== 'outbound') throw outgoingStands();
  const { source, externalId, receivedAt } = delivered;
  const before = known ? callToJson(known) : {};
  const after = { ...merged(before, JSON.parse(JSON.stringify(fields)) as Json), source, externalId };
  const parsed = callFromJson(after);
  if (!parsed.success) {
    throw invalidRequest(parsed.error.issues.map(issue => wrongField(issue)));
  }
  const latestMs = known?.endedAt.getTime() ?? receivedAt.getTime() + CLOCK_TOLERANCE_MS;
  if (parsed.data.endedAt.getTime() > latestMs) throw endsLater();
  return { call: parsed.data, changed: changedNames(before, callToJson(parsed.data)) };
}

function merged(known: Json, given: Json): Json {
  const caller = given.caller === null ? null : callerOf(known.caller, given.caller);
  return withoutNulls({ ...known, ...given, caller });
}

/** A caller whose fields one sees masked is given field by field. */
function callerOf(known: unknown, given: unknown): Json | null {
  const all = { ...(isObject(known) ? known : {}), ...(isObject(given) ? given : {}) };
  return Object.keys(all).length === 0 ? null : withoutNulls(all);
}

function withoutNulls(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));
}

function changedNames(before: Json, after: Json, prefix = ''): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap(name => {
    const [one, other] = [before[name], after[name]];
    if (name === 'caller') return changedNames(isObject(one) ? one : {}, isObject(other) ? other : {}, 'caller.');
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [`${prefix}${name}`];
  });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Otherwise evidence that is refused for an outgoing call could be given for it all the same. */
function outgoingStands(): DomainError {
  return new DomainError(
    'unprocessable',
    'outgoing-stands',
    'The source says that this call was outgoing; that stands.',
  );
}

function endsLater(): DomainError {
  return new DomainError(
    'unprocessable',
    'ends-later',
    'The call ended earlier than that, as far as is known; it stays so.',
  );
}
