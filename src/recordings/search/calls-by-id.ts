import { Injectable } from '@nestjs/common';
import { reach, type Permissions } from '../../access/index.js';
import { Database } from '../../platform/database/index.js';
import { RECORDING_COLUMNS } from '../recording-rows.js';

/** A call as far as it is known by its recording, without anything of the caller. */
export interface CallById {
  readonly id: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly durationMs: number;
  readonly queue: string;
  readonly unit: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly channels: number;
  readonly restricted: boolean;
  readonly dueOn: string;
  /** Whether the person may open it. */
  readonly readable: boolean;
}

/** Tells an upper floor of calls that it knows the ids of, and which of them somebody may open. */
@Injectable()
export class CallsById {
  constructor(private readonly database: Database) {}

  /** Those of `ids` that live, by id; whoever asks has recorded that they are looked at. */
  async of(ids: readonly string[], { ability, today }: Permissions): Promise<ReadonlyMap<string, CallById>> {
    if (ids.length === 0) return new Map();
    const within = reach(ability, 'read', RECORDING_COLUMNS, 2);
    const values = [ids, today, ...(within?.values ?? [])];
    const rows = await this.database.query<CallById>(statementOf(within?.sql ?? 'false'), values);
    return new Map(rows.map(row => [row.id, row]));
  }
}

function statementOf(readable: string) {
  const text = `
    select id, started_at as "startedAt", ended_at as "endedAt", duration_ms as "durationMs", queue, unit,
      agent_id as "agentId", agent_name as "agentName", channels, restricted, due_on as "dueOn",
      (${readable}) as readable
    from recording where id = any($1::uuid[]) and due_on >= $2::date`;
  return { name: `calls-by-id/${readable}`, text, onceOnly: true };
}
