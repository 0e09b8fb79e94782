import { csvRecord } from '../../audit/index.js';
import type { Page } from '../../platform/http/index.js';
import type { Lines } from './report-lines.js';
import type { ReportQuery } from './reports.schemas.js';

/** Most rows that are read at once. */
const PAGE = 200;

/** A whole report as the records of a CSV file (RFC 4180), page by page; the first page is read before the header is given. */
export async function* csvOf<Row>(
  { header, cells }: Lines<Row>,
  page: (query: ReportQuery) => Promise<Page<Row>>,
): AsyncGenerator<string> {
  let { items, nextCursor } = await page({ limit: PAGE });
  yield csvRecord(header);
  for (;;) {
    for (const line of items.flatMap(cells)) yield csvRecord(line);
    if (nextCursor === null) return;
    ({ items, nextCursor } = await page({ limit: PAGE, cursor: nextCursor }));
  }
}
