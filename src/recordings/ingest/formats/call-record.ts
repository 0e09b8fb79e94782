import type { UnusableCall } from './document.js';

/** What a document says of one call, by places: names of columns, or paths. */
export interface CallRecord {
  /** Line of the document from 1 on; null where it describes one call. */
  readonly line: number | null;
  /** The value at `place`, trimmed; undefined where there is none, or an empty one. */
  at(place: string): string | undefined;
}

/** The value at a place as a setting writes it: with `|` and a text, only what follows that text. */
export function valueAt(record: CallRecord, written: string): string | undefined {
  const bar = written.indexOf('|');
  if (bar <= 0) return record.at(written);
  const value = record.at(written.slice(0, bar));
  const mark = written.slice(bar + 1);
  const at = value?.indexOf(mark) ?? -1;
  return at < 0 ? undefined : value?.slice(at + mark.length).trim() || undefined;
}

export interface FoundRecord {
  readonly record: CallRecord;
  /** The audio that stands in the document itself. */
  readonly inline?: Buffer;
  /** Whether the document says only what has changed. */
  readonly isPartial?: boolean;
}

/** Calls that a document describes, as they stand there, and those of which not even that can be said. */
export interface FoundRecords {
  readonly records: readonly FoundRecord[];
  readonly unusable: readonly UnusableCall[];
}
