import { Injectable } from '@nestjs/common';
import { reach, type Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../platform/http/index.js';
import { itemOf, RECORDING_COLUMNS, type RecordingRow } from '../recording-rows.js';
import type { RecordingFilters, RecordingItem } from '../recordings.schemas.js';
import { factsOfFilters } from './filter-facts.js';
import { listQuery } from './list-query.js';

/** The recordings that a person may find, masked. The query and its event are one commit. */
@Injectable()
export class ListRecordings {
  constructor(private readonly trail: AuditTrail) {}

  async execute(
    filters: RecordingFilters,
    requester: Requester,
    { ability }: Permissions,
  ): Promise<Page<RecordingItem>> {
    const within = reach(ability, 'list', RECORDING_COLUMNS);
    if (!within) return { items: [], nextCursor: null };
    const { statement, values } = listQuery(within, filters, readCursor(filters.cursor));
    const draft = { action: 'recordings.listed', actor: actorOf(requester), facts: factsOfFilters(filters) } as const;
    const rows = await this.trail.readWith<RecordingRow>(statement, values, draft);
    return pageOfRows(rows, filters.limit);
  }
}

/** The page that list and search answer with. */
export function pageOfRows(rows: readonly RecordingRow[], limit: number): Page<RecordingItem> {
  const { items, nextCursor } = pageFrom(rows, limit, row => ({ at: row.started_at, id: row.id }));
  return { items: items.map(itemOf), nextCursor };
}
