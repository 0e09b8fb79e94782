import type { FoundRecords } from './call-record.js';
import { decodeText } from './decode-text.js';
import type { UnusableCall } from './document.js';
import { fault } from './faults.js';
import { listOf, textAt } from './json-places.js';
import { isObject, readJson, type Json, type JsonObject } from './json-reader.js';
import { technicalId } from './technical-id.js';
import { unreadable } from './unreadable.js';
import { audioInDialog } from './vcon-audio.js';
import { partiesOf } from './vcon-parties.js';

/** Kinds of dialog in which nobody speaks. */
const WITHOUT_SPEECH = ['text', 'transfer'];

/**
 * The recordings of a vCon (draft-ietf-vcon-vcon-core, 0.4.0 and the older names): one for each dialog, with the places
 * `vcon.*`, `dialog.*`, `dialog.id`, `call.direction`, `parties.<n>.*`, `caller.*` and `agent.*`. What stands at a `url` is
 * never fetched. One in which nobody speaks, for whichever reason, cannot be used: it says that something was to be kept.
 * @throws DomainError `document-unreadable`, also where the document asks for an understanding that we do not have
 */
export function readVcon(bytes: Buffer): FoundRecords {
  const vcon = readJson(decodeText(bytes));
  if (!isObject(vcon)) throw unreadable('not-a-vcon');
  refuseStrange(vcon);
  const found: { records: FoundRecords['records'][number][]; unusable: UnusableCall[] } = { records: [], unusable: [] };
  const dialogs = vcon.dialog === undefined ? [] : vcon.dialog;
  listOf(dialogs).forEach((dialog, n) => {
    addDialog(vcon, dialog, n, found);
  });
  const isEmpty = found.records.length + found.unusable.length === 0;
  if (isEmpty) found.unusable.push(withoutSpeech(vcon, Array.isArray(dialogs) ? 'missing' : 'invalid'));
  return found;
}

function refuseStrange(vcon: JsonObject): void {
  if ('payload' in vcon || 'ciphertext' in vcon) throw unreadable('signed-or-encrypted');
  if (textAt(vcon, 'uuid') === undefined || textAt(vcon, 'created_at') === undefined) throw unreadable('not-a-vcon');
  if (![vcon.critical, vcon.must_support].every(asksForNothing)) throw unreadable('critical');
}

function withoutSpeech(vcon: JsonObject, what: 'missing' | 'invalid'): UnusableCall {
  return { line: null, externalId: technicalId(textAt(vcon, 'uuid')), faults: [fault('dialog', what)] };
}

/** We know no extension of a vCon: whatever it asks for is unknown. */
function asksForNothing(critical: Json | undefined): boolean {
  return critical === undefined || (Array.isArray(critical) && critical.length === 0);
}

function addDialog(
  vcon: JsonObject,
  dialog: Json,
  n: number,
  found: { records: FoundRecords['records'][number][]; unusable: UnusableCall[] },
): void {
  const id = `${textAt(vcon, 'uuid') ?? ''}/${n}`;
  if (!isObject(dialog)) {
    found.unusable.push({ line: null, externalId: technicalId(id), faults: [fault('dialog', 'invalid')] });
    return;
  }
  if (WITHOUT_SPEECH.includes(textAt(dialog, 'type') ?? '')) return;
  const parties = partiesOf(listOf(vcon.parties), dialog);
  const at = (place: string): string | undefined => {
    if (place === 'dialog.id') return id;
    if (place === 'call.direction') return parties.direction;
    const [first = '', ...rest] = place.split('.');
    const path = rest.join('.');
    if (first === 'vcon') return textAt(vcon, path);
    if (first === 'dialog') return textAt(dialog, path);
    return first === 'caller' || first === 'agent' ? parties[first](path) : textAt(vcon, place);
  };
  const audio = audioInDialog(dialog);
  if (audio.bytes) found.records.push({ record: { line: null, at }, inline: audio.bytes });
  else found.unusable.push({ line: null, externalId: technicalId(id), faults: [audio.fault] });
}
