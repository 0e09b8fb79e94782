import { Injectable } from '@nestjs/common';
import { reach, type Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../platform/http/index.js';
import { HOLD_COLUMNS, itemColumns, itemOf, peopleOf, type HoldRow } from './hold-rows.js';
import type { HoldItem, HoldQuery } from './holds.schemas.js';
import { listQuery } from './list-query.js';
import { ShownReferences } from './shown-references.js';

/** Shows holds in somebody's scope, with what they may do to each. */
@Injectable()
export class ReadHolds {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly references: ShownReferences,
  ) {}

  /** A page, newest first. The query and its event are one commit. */
  async page(query: HoldQuery, requester: Requester, permissions: Permissions): Promise<Page<HoldItem>> {
    const within = reach(permissions.ability, { verb: 'list', kind: 'Hold' }, HOLD_COLUMNS);
    if (!within) return { items: [], nextCursor: null };
    const { today } = permissions;
    const { statement, values } = listQuery(within, query, readCursor(query.cursor), today, taken =>
      this.references.of(permissions, taken),
    );
    const rows = await this.trail.readWith<HoldRow>(statement, values, listed(query, requester));
    const page = pageFrom(rows, query.limit, row => ({ at: row.requested_at, id: row.id }));
    const names = await this.staff.names(peopleOf(page.items));
    return { items: page.items.map(row => itemOf(row, names, permissions)), nextCursor: page.nextCursor };
  }

  /** One, after an act on it that is on record. @throws DomainError `not-found` */
  async item(id: string, permissions: Permissions): Promise<HoldItem> {
    const { sql, values } = this.references.of(permissions, 1);
    const text = `select ${itemColumns(sql)} from hold h join recording r on r.id = h.recording_id where h.id = $1`;
    const statement = { name: 'hold-item', text, onceOnly: true };
    const [row] = await this.database.query<HoldRow>(statement, [id, ...values]);
    if (!row) throw notFound();
    return itemOf(row, await this.staff.names(peopleOf([row])), permissions);
  }
}

function listed({ state, kind, overdue, recording, limit, cursor }: HoldQuery, requester: Requester): EventDraft {
  const filters = { state, kind, overdue, recording };
  const given = Object.entries(filters).filter((entry): entry is [string, string | boolean] => entry[1] !== undefined);
  return {
    action: 'holds.listed',
    actor: actorOf(requester),
    ...(recording === undefined ? {} : { recordingId: recording }),
    facts: { ...Object.fromEntries(given), limit, continued: cursor !== undefined },
  };
}
