import type { CanonicalLeaf } from './canonical-leaf.js';
import { fieldNamed, type LeafField } from './leaf-fields.js';
import type { SentRecord } from './sent-record.js';

const DIGIT = 0x30;
const LETTER_A = 0x61;
const LETTER_F = 0x66;

interface Column {
  readonly name: string;
  readonly type: 'uuid' | 'text' | 'instant';
  readonly field: LeafField;
  /** Filled only where the event is about a recording, and the fact is a text. */
  readonly ofCall: boolean;
}

/** The columns of `audit_event` that are copies of fields in its leaf (ADR 0009). */
export const EVENT_COLUMNS: readonly Column[] = [
  column('id', 'uuid', 'id'),
  column('recorded_at', 'instant', 'at'),
  column('action', 'text', 'action'),
  column('outcome', 'text', 'outcome'),
  column('actor_kind', 'text', 'actor.kind'),
  column('actor_id', 'uuid', 'actor.id'),
  column('recording_id', 'uuid', 'recordingId'),
  column('concerns_staff_id', 'uuid', 'concernsStaffId'),
  column('purpose', 'text', 'purpose'),
  column('contact_id', 'uuid', 'facts.contactId'),
  column('call_started_at', 'instant', 'facts.startedAt'),
  column('queue', 'text', 'facts.queue'),
  column('agent_id', 'uuid', 'facts.agentId'),
];

const RECORDING_ID = fieldNamed('recordingId');

/**
 * The name of the first column that says something else than the leaf; null where all agree.
 * @param first where the columns begin in the record, in the order of {@link EVENT_COLUMNS}
 */
export function differingColumn(leaf: CanonicalLeaf, row: SentRecord, first: number): string | null {
  const ofRecording = leaf.has(RECORDING_ID);
  for (let place = 0; place < EVENT_COLUMNS.length; place += 1) {
    const copy = EVENT_COLUMNS[place];
    if (copy && !isCopied(copy, ofRecording, leaf, row, first + place)) return copy.name;
  }
  return null;
}

function isCopied(copy: Column, ofRecording: boolean, leaf: CanonicalLeaf, row: SentRecord, place: number): boolean {
  const { field } = copy;
  if (leaf.isText(field) && (ofRecording || !copy.ofCall)) return !row.isNull(place) && isSame(copy, leaf, row, place);
  const mayBeOther = copy.ofCall || leaf.isNull(field) || !leaf.has(field);
  return mayBeOther && row.isNull(place);
}

function isSame({ type, field }: Column, leaf: CanonicalLeaf, row: SentRecord, place: number): boolean {
  if (type === 'uuid') return isSameUuid(row.bytes, leaf.textStart(field), leaf.textEnd(field), row.start(place));
  if (type === 'text') return isSameText(leaf, field, row, place);
  return instantMs(row.bytes, leaf.textStart(field), leaf.textEnd(field)) === row.instantMs(place);
}

const UUID_LENGTH = 36;
/** Where the two letters of each byte stand in the text of a UUID, and where the dashes. */
const UUID_LETTERS = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const;
const UUID_DASHES = [8, 13, 18, 23] as const;
const DASH = 0x2d;

function isSameUuid(bytes: Buffer, start: number, end: number, value: number): boolean {
  if (end - start !== UUID_LENGTH) return false;
  for (const dash of UUID_DASHES) if (bytes[start + dash] !== DASH) return false;
  let place = value;
  for (const letter of UUID_LETTERS) {
    const high = hexDigit(bytes.readUInt8(start + letter));
    if (16 * high + hexDigit(bytes.readUInt8(start + letter + 1)) !== bytes[place]) return false;
    place += 1;
  }
  return true;
}

/** So far from any byte that no second digit leads back to one. */
const NO_DIGIT = -4096;

/** Of a small hexadecimal digit in ASCII. */
function hexDigit(byte: number): number {
  if (byte >= DIGIT && byte <= DIGIT + 9) return byte - DIGIT;
  return byte >= LETTER_A && byte <= LETTER_F ? byte - LETTER_A + 10 : NO_DIGIT;
}

function isSameText(leaf: CanonicalLeaf, field: LeafField, row: SentRecord, place: number): boolean {
  const start = leaf.textStart(field);
  const length = leaf.textEnd(field) - start;
  const value = row.start(place);
  const bytes = row.bytes;
  for (let offset = 0; offset < length; offset += 1) {
    const byte = bytes[start + offset];
    if (byte === BACKSLASH) return JSON.parse(leaf.json(field)) === row.text(place);
    if (byte !== bytes[value + offset]) return false;
  }
  return row.end(place) - value === length;
}

const BACKSLASH = 0x5c;

/** Of `YYYY-MM-DDThh:mm:ss.sssZ`, the form in which events are written; NaN for anything else. */
function instantMs(bytes: Buffer, start: number, end: number): number {
  if (end - start !== INSTANT_FORM.length) return NaN;
  for (let place = 0; place < INSTANT_FORM.length; place += 1) {
    const form = INSTANT_FORM[place];
    const byte = bytes.readUInt8(start + place);
    if (form === DIGIT ? byte < DIGIT || byte > DIGIT + 9 : byte !== form) return NaN;
  }
  const part = (at: number, digits: number): number => decimal(bytes, start + at, digits);
  const dayMs = Date.UTC(part(0, 4), part(5, 2) - 1, part(8, 2));
  return dayMs + part(11, 2) * 3_600_000 + part(14, 2) * 60_000 + part(17, 2) * 1000 + part(20, 3);
}

const INSTANT_FORM = Buffer.from('0000-00-00T00:00:00.000Z');

function decimal(bytes: Buffer, start: number, digits: number): number {
  let number = 0;
  for (let at = start; at < start + digits; at += 1) number = number * 10 + bytes.readUInt8(at) - DIGIT;
  return number;
}

function column(name: string, type: Column['type'], path: string): Column {
  return { name, type, field: fieldNamed(path), ofCall: path.startsWith('facts.') };
}
