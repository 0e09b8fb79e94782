import type { FoundRecords } from './call-record.js';
import type { DescribedCall, ReadDocument, UnusableCall } from './document.js';
import { fault } from './faults.js';
import { oneCallEach } from './one-call-each.js';
import { readingOf, type Reading } from './presets.js';
import { isDescribed, readCall } from './read-call.js';
import { readCsv } from './read-csv.js';
import { readFreeswitch } from './read-freeswitch.js';
import { readSidecar } from './read-sidecar.js';
import { readSiprec } from './read-siprec.js';
import { readVcon } from './read-vcon.js';
import type { SourceForm } from './source-form.js';
import { technicalId } from './technical-id.js';
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
  const read = oneCallEach(
    records.map(({ record, inline, isPartial }) => {
      const call = readCall(record, reader, inline);
      return isPartial ? asPartial(call) : call;
    }),
  );
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

/** Which of several sessions the audio is of cannot be known. */
function sessionIn(bytes: Buffer): FoundRecords {
  const record = readSiprec(bytes);
  if (Number(record.at('session.count')) <= 1) {
    return { records: [{ record, isPartial: record.at('data.mode') === 'partial' }], unusable: [] };
  }
  const externalId = technicalId(record.at('session.id'));
  return { records: [], unusable: [{ line: null, externalId, faults: [fault('session', 'twice')] }] };
}

/** A partial document says what has changed only: that is why something is missing in it. */
function asPartial(read: DescribedCall | UnusableCall): DescribedCall | UnusableCall {
  if (isDescribed(read)) return read;
  const others = read.faults.filter(one => !one.endsWith(':missing'));
  const isWhole = others.length === read.faults.length;
  return isWhole ? read : { ...read, faults: [fault('document', 'partial'), ...others] };
}
