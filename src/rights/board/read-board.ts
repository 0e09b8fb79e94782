import { Injectable } from '@nestjs/common';
import { reach, type Column, type Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { startOfDay, parseDay } from '../../kernel/calendar.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Position, type Requester } from '../../platform/http/index.js';
import type { CasesSeen } from '../../retention/index.js';
import { isKeptOn } from '../case/kept-case.js';
import { RightsCase } from '../case/rights-case.entity.js';
import type { BoardQuery, CaseItem } from './board.schemas.js';
import { CaseItems } from './case-items.js';

/** Where the facts of a case lie. */
export const CASE_COLUMNS: Readonly<Record<string, Column>> = {
  subjectStaffId: { sql: 'c.subject_staff_id', type: 'text' },
  preparedBy: { sql: 'c.prepared_by', type: 'text' },
};

/** The numbers of the cases that somebody sees, where floors below show them. */
export const casesSeen: CasesSeen = ({ ability, today }, taken) => {
  const within = reach(ability, { verb: 'list', kind: 'RightsCase' }, CASE_COLUMNS, taken + 1);
  if (!within) return null;
  const sql = `select c.number from rights_case c where ${isKeptOn(`$${taken + 1}`)} and (${within.sql})`;
  return { sql, values: [today, ...within.values] };
};

/** Lists cases by what is due: those that wait for an answer, or those that are closed. */
@Injectable()
export class ReadBoard {
  constructor(
    private readonly database: Database,
    private readonly items: CaseItems,
    private readonly trail: AuditTrail,
  ) {}

  /** A page. The query and its event are one commit. */
  async page(query: BoardQuery, requester: Requester, permissions: Permissions): Promise<Page<CaseItem>> {
    const within = reach(permissions.ability, { verb: 'list', kind: 'RightsCase' }, CASE_COLUMNS, 5);
    if (!within) return { items: [], nextCursor: null };
    const { which, kind = null, limit, cursor } = query;
    const after = readCursor(cursor);
    const place = [after?.at ?? null, after?.id ?? null];
    const values = [...place, limit + 1, kind, permissions.today, ...within.values];
    const facts = { which, ...(kind && { kind }), limit, continued: cursor !== undefined };
    const event = { action: 'rights-requests.listed', actor: actorOf(requester), facts } as const;
    const rows = await this.trail.readWith<PlaceRow>(statementOf(which, within.sql), values, event);
    const page = pageFrom(rows, limit, row => placeOf(row, which));
    const em = this.database.entities();
    const found = await em.find(RightsCase, { id: { $in: page.items.map(({ id }) => id) } });
    const byId = new Map(found.map(one => [one.id, one]));
    const cases = page.items.flatMap(({ id }) => byId.get(id) ?? []);
    return { items: await this.items.of(em, cases, permissions), nextCursor: page.nextCursor };
  }
}

interface PlaceRow {
  readonly id: string;
  readonly last_on: string;
  readonly registered_at: Date;
}

function placeOf({ id, last_on, registered_at }: PlaceRow, which: BoardQuery['which']): Position {
  return { id, at: which === 'open' ? startOfDay(parseDay(last_on)) : new Date(registered_at) };
}

const OF_KIND = `($4::text is null or c.kind = $4) and ${isKeptOn('$5')}`;

/** `$1`, `$2`: where the page before ended; `$3`: how many rows; `$4`: of which kind; `$5`: today. */
function statementOf(which: BoardQuery['which'], within: string): Statement {
  const columns = 'c.id, c.last_on, c.registered_at';
  if (which === 'open') {
    return {
      name: `rights-board-open/${within}`,
      onceOnly: true,
      text: `
        select ${columns} from rights_case c where c.closed_at is null and ${OF_KIND} and (${within})
          and ($1::timestamptz is null or (c.last_on, c.id) > (($1::timestamptz at time zone 'Europe/Helsinki')::date, $2::uuid))
        order by c.last_on, c.id limit $3`,
    };
  }
  return {
    name: `rights-board-closed/${within}`,
    onceOnly: true,
    text: `
      select ${columns} from rights_case c where c.closed_at is not null and ${OF_KIND} and (${within})
        and ($1::timestamptz is null or (c.registered_at, c.id) < ($1::timestamptz, $2::uuid))
      order by c.registered_at desc, c.id desc limit $3`,
  };
}
