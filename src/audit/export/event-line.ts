import { viewOf } from '../event-view.js';
import { csvRecord } from './csv.js';
import type { ExportFormat } from './export.schemas.js';

/** An event as an export reads it; `index` is its place in the tree, null while it has none. */
export interface ExportedEvent {
  readonly index: number | null;
  readonly leaf: Buffer;
}

/** How a format begins and how it writes an event, line breaks included. */
export interface LineFormat {
  readonly contentType: string;
  readonly extension: string;
  readonly head: string;
  readonly line: (event: ExportedEvent) => Buffer;
}

const LINE_BREAK = Buffer.from('\n');

/** The columns of the CSV, in their order; a new one goes to the end. */
const COLUMNS = [
  ...['leafIndex', 'id', 'at', 'action', 'outcome', 'reason', 'actorKind', 'actorId', 'sessionId', 'address'],
  ...['objectKind', 'objectId', 'recordingId', 'concernsStaffId', 'grantId', 'purpose', 'reference', 'policy'],
  ...['contactId', 'callStartedAt', 'queue', 'unit', 'agentId', 'facts'],
];

export const LINE_FORMATS: Readonly<Record<ExportFormat, LineFormat>> = {
  /** The exact bytes of the leaves: whoever has them can make the tree of them, and compare it with a checkpoint. */
  ndjson: {
    contentType: 'application/x-ndjson',
    extension: 'ndjson',
    head: '',
    line: ({ leaf }) => Buffer.concat([leaf, LINE_BREAK]),
  },
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    head: csvRecord(COLUMNS),
    line: event => Buffer.from(csvRecord(cellsOf(event))),
  },
};

function cellsOf({ index, leaf }: ExportedEvent): string[] {
  const event = viewOf(leaf);
  const { actor, object, facts } = event;
  const acted = [event.id, event.at, event.action, event.outcome, event.reason, actor.kind, actor.id, actor.sessionId];
  const about = [object?.kind, object?.id, event.recordingId, event.concernsStaffId, event.grantId];
  const stated = [event.purpose, event.reference, event.policy];
  const call = ['contactId', 'startedAt', 'queue', 'unit', 'agentId'].map(name => textOrNull(facts[name]));
  const cells = [index?.toString(), ...acted, actor.address, ...about, ...stated, ...call, JSON.stringify(facts)];
  return cells.map(cell => cell ?? '');
}

function textOrNull(fact: unknown): string | null {
  return typeof fact === 'string' ? fact : null;
}
