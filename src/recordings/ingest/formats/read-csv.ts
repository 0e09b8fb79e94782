import { parse } from 'csv-parse/sync';
import type { CallRecord } from './call-record.js';
import { decodeText } from './decode-text.js';
import type { CsvForm } from './source-form.js';
import { unreadable } from './unreadable.js';

const MAX_CSV_BYTES = 4 * 2 ** 20;
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;
const MAX_ROW_LETTERS = 65_536;
/** One by one takes ten times as long, and many with a broken one among them are read twice. */
const LINES_AT_ONCE = 16;

/** What a CSV file holds: its rows, and the lines of those that are not well-formed. */
export interface CsvRows {
  readonly rows: readonly CallRecord[];
  readonly broken: readonly number[];
}

/**
 * Reads a CSV file (RFC 4180) in which each row is a line, so that a quote that nothing closes costs its own row and no
 * other; a row with a line break within quotes cannot be used. A value is text, whatever it begins with: nothing here
 * calculates a formula.
 * @throws DomainError `document-unreadable`
 */
export function readCsv(bytes: Buffer, { delimiter, encoding, columns }: CsvForm): CsvRows {
  if (bytes.length > MAX_CSV_BYTES) throw unreadable('too-large');
  const written = writtenLines(decodeText(bytes, encoding));
  const names = columns ?? namesIn(written.shift(), delimiter);
  if (written.length > MAX_ROWS || names.length > MAX_COLUMNS) throw unreadable('too-large');
  return rowsOf(written, delimiter, names);
}

interface Line {
  readonly text: string;
  readonly line: number;
}

/** The lines in which something stands. */
function writtenLines(text: string): Line[] {
  const written: Line[] = [];
  for (const [n, one] of text.split(/\r\n|\n|\r/).entries()) {
    if (one.trim() !== '') written.push({ text: one, line: n + 1 });
  }
  return written;
}

function namesIn(line: Line | undefined, delimiter: string): readonly string[] {
  const [names] = line ? cellsOfEach([line], delimiter) : [];
  if (!names) throw unreadable('no-line-with-names');
  return names;
}

function rowsOf(lines: readonly Line[], delimiter: string, names: readonly string[]): CsvRows {
  const places = placesOf(names);
  const rows: CallRecord[] = [];
  const broken: number[] = [];
  for (const [n, cells] of cellsOfEach(lines, delimiter).entries()) {
    const line = lines[n]?.line ?? 0;
    if (!cells || cells.length > names.length) broken.push(line);
    else if (cells.some(cell => cell.trim() !== '')) rows.push(rowOf(cells, line, places));
  }
  return { rows, broken };
}

type Cells = readonly string[];

/** What stands between the delimiters of each line; null for a line that is no row. */
function cellsOfEach(lines: readonly Line[], delimiter: string): (Cells | null)[] {
  const cells: (Cells | null)[] = [];
  for (let at = 0; at < lines.length; at += LINES_AT_ONCE) {
    const some = lines.slice(at, at + LINES_AT_ONCE);
    const records = recordsIn(some, delimiter);
    if (records.length === some.length) cells.push(...records);
    else cells.push(...some.map(line => recordsIn([line], delimiter)[0] ?? null));
  }
  return cells;
}

/** As many as there are lines, unless one of these is broken: a record ends at the end of a line. */
function recordsIn(lines: readonly Line[], delimiter: string): Cells[] {
  if (lines.some(({ text }) => text.length > MAX_ROW_LETTERS)) return [];
  try {
    const text = lines.map(line => line.text).join('\n');
    return parse(text, { delimiter, relax_quotes: true, relax_column_count: true, record_delimiter: '\n' });
  } catch {
    return [];
  }
}

/** The first column of a name counts. */
function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  names.forEach((name, n) => {
    if (!places.has(name.trim())) places.set(name.trim(), n);
    places.set(`#${n + 1}`, n);
  });
  return places;
}

function rowOf(cells: readonly string[], line: number, places: ReadonlyMap<string, number>): CallRecord {
  return { line, at: place => cells[places.get(place) ?? -1]?.trim() || undefined };
}
