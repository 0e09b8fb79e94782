import type { CallRecord } from './call-record.js';
import { decodeText } from './decode-text.js';
import { directionOf } from './freeswitch-direction.js';
import { listOf, textAt } from './json-places.js';
import { isObject, readJson, type JsonObject } from './json-reader.js';
import { unreadable } from './unreadable.js';

const MAX_CDR_BYTES = 4 * 2 ** 20;

/**
 * A `.cdr.json` of FreeSWITCH (mod_json_cdr): its paths, with values decoded, and three places of ours: `recording.state`
 * (`recorded`, `empty`, `not-recorded`, `not-answered`), `call.direction`, and `app_log.<application>`, what the application was
 * last called with.
 * @throws DomainError `document-unreadable`
 */
export function readFreeswitch(bytes: Buffer): CallRecord {
  if (bytes.length > MAX_CDR_BYTES) throw unreadable('too-large');
  const json = readJson(decodeText(bytes));
  if (!isObject(json) || !isObject(json.variables)) throw unreadable('not-a-freeswitch-cdr');
  return { line: null, at: place => placeOf(json, place) };
}

function placeOf(json: JsonObject, place: string): string | undefined {
  if (place === 'recording.state') return recordingState(json);
  if (place === 'call.direction') return directionOf(written => decoded(textAt(json, written)));
  const [first, application] = place.split('.');
  if (first === 'app_log' && application !== 'applications') return appData(json, application ?? '');
  return decoded(textAt(json, place));
}

function recordingState(json: JsonObject): string {
  const variable = (name: string): string | undefined => decoded(textAt(json, `variables.${name}`));
  const lengths = ['record_ms', 'record_seconds', 'record_samples'].map(variable);
  if (lengths.some(length => Number(length) > 0)) return 'recorded';
  if (lengths.some(length => length !== undefined)) return 'empty';
  if (appData(json, 'record_session') !== undefined) return 'recorded';
  return Number(variable('answer_uepoch') ?? 0) > 0 ? 'not-recorded' : 'not-answered';
}

function appData(json: JsonObject, application: string): string | undefined {
  const applications = isObject(json.app_log) ? listOf(json.app_log.applications) : [];
  const last = applications.findLast(one => textAt(one, 'app_name') === application);
  return last === undefined ? undefined : decoded(textAt(last, 'app_data'));
}

/** Values are URL-encoded by default; what is no such code is taken as it stands. */
function decoded(text: string | undefined): string | undefined {
  if (!text?.includes('%')) return text;
  try {
    return decodeURIComponent(text).trim() || undefined;
  } catch {
    return text;
  }
}
