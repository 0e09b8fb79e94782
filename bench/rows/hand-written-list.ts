import pg from 'pg';
import { columnTypes } from '../../src/platform/database/column-types.js';
import type { Operation } from '../harness/measure.js';

/**
 * The list that a good programmer writes by hand for one kind of person: the same columns of the same rows, looked up as
 * well as Tallenne does, no rules, no event; prepared, on one connection.
 */
export class HandWrittenList {
  private constructor(
    private readonly client: pg.Client,
    private readonly agentId: string | null,
  ) {}

  /** For everything, or for the calls of one agent. */
  static async open(applicationUrl: string, agentId: string | null): Promise<HandWrittenList> {
    const client = new pg.Client({ connectionString: applicationUrl });
    await client.connect();
    return new HandWrittenList(client, agentId);
  }

  readonly list: Operation = async () => {
    const ofAgent = this.agentId === null ? [] : [this.agentId];
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Helsinki' }).format();
    const values = [today, ...ofAgent];
    const startedAtMs = performance.now();
    const { rows } = await this.client.query({ ...(this.agentId === null ? ALL : OWN), values, types: columnTypes });
    if (rows.length !== 51) throw new Error(`the hand-written list has ${rows.length} rows`);
    return performance.now() - startedAtMs;
  };

  close(): Promise<void> {
    return this.client.end();
  }
}

const ALL = { name: 'bench-list-all', text: listSql('true') };
const OWN = { name: 'bench-list-own', text: listSql('agent_id = $2') };

export function listSql(condition: string): string {
  return `
    select r.id, r.contact_id, r.source, r.direction, r.started_at, r.answered_at, r.ended_at, r.duration_ms, r.queue, r.unit,
      r.agent_id, r.agent_name, r.ordinary_due_on, r.due_on, r.restricted, r.hold_purposes, c.ticket,
      p.id as party_id, p.category, p.sealed_name is not null as has_name, p.sealed_phone is not null as has_phone,
      p.sealed_email is not null as has_email, p.sealed_organisation is not null as has_organisation,
      p.sealed_personal_identity_code is not null as has_code
    from (select * from recording where due_on >= $1 and ${condition} order by started_at desc, id desc limit 51) r
    cross join lateral (select ticket from contact where id = r.contact_id limit 1) c
    left join lateral (select * from contact_party where contact_id = r.contact_id and kind = 'caller' limit 1) p on true
    order by r.started_at desc, r.id desc`;
}
