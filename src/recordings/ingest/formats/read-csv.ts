import { parse } from 'csv-parse/sync';
import type { CallRecord } from './call-record.js';
import { decodeText } from './decode-text.js';
import type { CsvForm } from './source-form.js';
import { unreadable } from './unreadable.js';

const MAX_CSV_BYTES = 4 * 2 ** 20;
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;
const MAX_ROW_LETTERS = 65_536;

/** What a CSV file holds: its rows, and the lines of those that are not well-formed. */
export interface CsvRows {
  readonly rows: readonly CallRecord[];
  readonly broken: readonly number[];
}

/**
 * Reads a CSV file (RFC 4180). A value is text, whatever it begins with: nothing here calculates a formula.
 * @throws DomainError `document-unreadable`
 */
export function readCsv(bytes: Buffer, { delimiter, encoding, columns }: CsvForm): CsvRows {
  if (bytes.length > MAX_CSV_BYTES) throw unreadable('too-large');
  const { lines, broken } = parseLines(decodeText(bytes, encoding), delimiter);
  const [names, ...others] = columns ? [{ cells: columns, line: 0 }, ...lines] : lines;
  if (!names) throw unreadable('no-line-with-names');
  if (others.length > MAX_ROWS || names.cells.length > MAX_COLUMNS) throw unreadable('too-large');
  const places = placesOf(names.cells);
  const tooLong = others.filter(({ cells }) => cells.length > names.cells.length).map(({ line }) => line);
  const rows = others.filter(({ cells }) => cells.length <= names.cells.length);
  const wrong = new Set([...broken, ...tooLong].sort((a, b) => a - b));
  return { rows: rows.map(line => rowOf(line, places)), broken: [...wrong] };
}

interface Line {
  readonly cells: readonly string[];
  readonly line: number;
}

function parseLines(text: string, delimiter: string): { lines: Line[]; broken: number[] } {
  const broken: number[] = [];
  const lines: Line[] = [];
  try {
    parse(text, {
      ...{ delimiter, relax_column_count: true, skip_empty_lines: true, skip_records_with_error: true },
      relax_quotes: true,
      ...{ max_record_size: MAX_ROW_LETTERS, record_delimiter: ['\r\n', '\n', '\r'] },
      on_skip: error => void broken.push(Number(error?.lines ?? 0)),
      on_record: (cells: string[], { lines: line }) => {
        if (cells.some(cell => cell.trim() !== '')) lines.push({ cells, line });
        return null;
      },
    });
  } catch {
    throw unreadable('csv');
  }
  return { lines, broken };
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

function rowOf({ cells, line }: Line, places: ReadonlyMap<string, number>): CallRecord {
  return { line, at: place => cells[places.get(place) ?? -1]?.trim() || undefined };
}
