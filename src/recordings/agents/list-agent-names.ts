import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '../../identity/index.js';
import type { Day } from '../../kernel/calendar.js';
import { NOBODY } from '../../kernel/ids.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { KnownAgentKind } from './agent-kinds.js';
import type { AgentNameList } from './agent-names.schemas.js';

/** The names that sources use for agents whom the staff directory does not know, those first that wait for somebody's word. */
@Injectable()
export class ListAgentNames {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
  ) {}

  /** At most a thousand. */
  async execute(today: Day): Promise<AgentNameList> {
    const rows = await this.database.query<Row>(NAMES, [NOBODY, today]);
    const names = await this.staff.names(rows.flatMap(({ staff_id }) => staff_id ?? []));
    const items = rows.map(({ source, kind, name, staff_id, waiting, last_call_at }) => ({
      ...{ source, kind, name, staffId: staff_id, waiting },
      staffName: staff_id === null ? null : (names.get(staff_id) ?? null),
      lastCallAt: last_call_at?.toISOString() ?? null,
    }));
    return { items, nextCursor: null };
  }
}

interface Row {
  readonly source: string;
  readonly kind: KnownAgentKind;
  readonly name: string;
  readonly staff_id: string | null;
  readonly waiting: number;
  readonly last_call_at: Date | null;
}

const NAMES: Statement = {
  name: 'agent-names',
  text: `
    select coalesce(u.source, a.source) as source, coalesce(u.kind, a.kind) as kind, coalesce(u.name, a.name) as name,
           a.staff_id, coalesce(u.waiting, 0) as waiting, u.last_call_at
    from (select source, agent_named_by as kind, agent_named as name, count(*)::int as waiting, max(started_at) as last_call_at
          from recording where agent_id = $1 and due_on >= $2::date group by 1, 2, 3) u
    full join agent_name a on a.source = u.source and a.kind = u.kind and a.name = u.name
    order by u.waiting desc nulls last, 1, 2, 3 limit 1000`,
};
