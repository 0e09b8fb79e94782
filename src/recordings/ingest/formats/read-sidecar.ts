import { decodeText } from './decode-text.js';
import type { ReadDocument } from './document.js';
import { checkCall, fault } from './faults.js';
import { isObject, readJson, type JsonObject } from './json-reader.js';
import { technicalId } from './technical-id.js';
import { unreadable } from './unreadable.js';

const MAX_SIDECAR_BYTES = 2 ** 20;

/** Our own form: the `metadata` of `POST /recordings` (api.md), beside the audio. `source` may be left out, but not be another. */
export function readSidecar(bytes: Buffer, source: string): ReadDocument {
  if (bytes.length > MAX_SIDECAR_BYTES) throw unreadable('too-large');
  const json = readJson(decodeText(bytes));
  if (!isObject(json)) throw unreadable('json');
  const { call, faults } = checkCall({ ...json, source });
  const wrong = [...(isOther(json, source) ? [fault('source', 'other-source')] : []), ...(faults ?? [])];
  if (call && wrong.length === 0) {
    return { calls: [{ call, audio: { kind: 'beside' }, line: null }], unusable: [] };
  }
  return { calls: [], unusable: [{ line: null, externalId: externalIdOf(json), faults: wrong }] };
}

function isOther({ source: said }: JsonObject, source: string): boolean {
  return said !== undefined && said !== source;
}

function externalIdOf({ externalId }: JsonObject): string | null {
  return typeof externalId === 'string' ? technicalId(externalId) : null;
}
