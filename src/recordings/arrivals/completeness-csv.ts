import { csvRecord } from '../../audit/index.js';
import { FIGURES } from './figures.js';
import type { FiguresRow } from './read-completeness.js';

/** The daily figures as CSV (RFC 4180), a record for each source and day. */
export function completenessCsv(rows: readonly FiguresRow[]): string {
  const head = csvRecord(['source', 'day', ...FIGURES]);
  return (
    head + rows.map(row => csvRecord([row.source, row.call_on, ...FIGURES.map(name => String(row[name]))])).join('')
  );
}
