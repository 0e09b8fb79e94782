import type { FoundRecords } from './call-record.js';
import type { ReadDocument } from './document.js';
import { fault } from './faults.js';
import { oneCallEach } from './one-call-each.js';
import { readingOf, type Reading } from './presets.js';
import { readCall } from './read-call.js';
import { readCsv } from './read-csv.js';
import { readFreeswitch } from './read-freeswitch.js';
import { readSidecar } from './read-sidecar.js';
import { readSiprec } from './read-siprec.js';
import { readVcon } from './read-vcon.js';
import type { SourceForm } from './source-form.js';
import { timeReader } from './time-reader.js';
import { unreadable } from './unreadable.js';

/** The largest document that is read: a vCon carries its audio. */
export const MAX_DOCUMENT_BYTES = 64 * 2 ** 20;

/**
 * What a document of `source` says, read in its `form`. Calls that cannot be used stand apart, with what is wrong.
 * @throws DomainError `document-unreadable` where the document as a whole cannot be read
 */
export function readDocument(bytes: Buffer, form: SourceForm, source: string): ReadDocument {
  if (bytes.length > MAX_DOCUMENT_BYTES) throw unreadable('too-large');
  if (form.format === 'sidecar') return readSidecar(bytes, source);
  const reading = readingOf(form);
  const reader = { source, reading, readTime: timeReader(reading.times) };
  const { records, unusable } = recordsIn(bytes, form, reading);
  const read = oneCallEach(records.map(({ record, inline }) => readCall(record, reader, inline)));
  return { calls: read.calls, unusable: [...unusable, ...read.unusable] };
}

function recordsIn(bytes: Buffer, { format }: SourceForm, reading: Reading): FoundRecords {
  switch (format) {
    case 'asterisk-cdr':
    case 'csv':
      return rowsIn(bytes, reading);
    case 'freeswitch':
      return { records: [{ record: readFreeswitch(bytes) }], unusable: [] };
    case 'siprec':
      return sessionIn(bytes);
    case 'vcon':
      return readVcon(bytes);
    case 'sidecar':
      throw unreadable('format');
  }
}

function rowsIn(bytes: Buffer, { csv }: Reading): FoundRecords {
  const { rows, broken } = readCsv(bytes, csv);
  const unusable = broken.map(line => ({ line, externalId: null, faults: [fault('line', 'invalid')] }));
  return { records: rows.map(record => ({ record })), unusable };
}

/** A partial document says what has changed only. */
function sessionIn(bytes: Buffer): FoundRecords {
  const record = readSiprec(bytes);
  if (record.at('data.mode') !== 'partial') return { records: [{ record }], unusable: [] };
  const externalId = record.at('session.id') ?? null;
  return { records: [], unusable: [{ line: null, externalId, faults: [fault('document', 'partial')] }] };
}
