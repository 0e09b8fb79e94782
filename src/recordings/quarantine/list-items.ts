import { Injectable } from '@nestjs/common';
import { reach, type Permissions, type Reach } from '../../access/index.js';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import type { Statement } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Position, type Requester } from '../../platform/http/index.js';
import { ITEM_COLUMNS, itemOf, QUARANTINE_COLUMNS, type ItemRow } from './item-rows.js';
import type { CauseList, ItemQuery, QuarantinedView } from './quarantined-items.schemas.js';

const LIST = { verb: 'list', kind: 'QuarantinedItem' } as const;

/** What waits to be sorted out in somebody's scope; each query and its event are one commit. */
@Injectable()
export class ListItems {
  constructor(private readonly trail: AuditTrail) {}

  /** A page, newest first. */
  async page(query: ItemQuery, requester: Requester, permissions: Permissions): Promise<Page<QuarantinedView>> {
    const within = reach(permissions.ability, LIST, QUARANTINE_COLUMNS);
    if (!within) return { items: [], nextCursor: null };
    const { statement, values } = listQuery(within, query, readCursor(query.cursor), permissions.today);
    const rows = await this.trail.readWith<ItemRow>(statement, values, listed(query, requester));
    const page = pageFrom(rows, query.limit, row => ({ at: row.received_at, id: row.id }));
    return { items: page.items.map(row => itemOf(row, permissions)), nextCursor: page.nextCursor };
  }

  /** How many wait for each reason from each source, most first. */
  async causes(requester: Requester, { ability, today }: Permissions): Promise<CauseList> {
    const within = reach(ability, LIST, QUARANTINE_COLUMNS, 1);
    if (!within) return { items: [], nextCursor: null };
    const text = `
      select source, reason, count(*)::int as count from quarantined_item
      where due_on >= $1::date and ${within.sql} group by source, reason order by 3 desc, 1, 2 limit 200`;
    const statement = { name: `quarantined-causes/${within.sql}`, text, onceOnly: true };
    const draft = { action: 'quarantined-items.listed', actor: actorOf(requester), facts: { causes: true } } as const;
    const items = await this.trail.readWith<CauseList['items'][number]>(statement, [today, ...within.values], draft);
    return { items, nextCursor: null };
  }
}

/** What is over is over: an item whose last day has passed waits no more (design §1). */
function listQuery(
  within: Reach,
  { source, reason, queue, limit }: ItemQuery,
  after: Position | null,
  today: string,
): { readonly statement: Statement; readonly values: readonly unknown[] } {
  const values = [...within.values];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    within.sql,
    `due_on >= ${place(today)}::date`,
    ...(source === undefined ? [] : [`source = ${place(source)}`]),
    ...(reason === undefined ? [] : [`reason = ${place(reason)}`]),
    ...(queue === undefined ? [] : [`queue = ${place(queue)}`]),
    ...(after ? [`(received_at, id) < (${place(after.at)}, ${place(after.id)})`] : []),
  ];
  const text = `
    select ${ITEM_COLUMNS} from quarantined_item
    where ${conditions.join(' and ')} order by received_at desc, id desc limit ${place(limit + 1)}`;
  return { statement: { name: `quarantined-list/${within.sql}`, text, onceOnly: true }, values };
}

function listed({ source, reason, queue, limit, cursor }: ItemQuery, requester: Requester): EventDraft {
  const given = Object.entries({ source, waitsFor: reason, queue }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    action: 'quarantined-items.listed',
    actor: actorOf(requester),
    facts: { ...Object.fromEntries(given), limit, continued: cursor !== undefined },
  };
}
