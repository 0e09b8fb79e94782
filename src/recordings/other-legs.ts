import { Injectable } from '@nestjs/common';
import { reach, type Permissions } from '../access/index.js';
import { Database } from '../platform/database/index.js';
import { placeOf } from './leg-place.js';
import { agentOf, RECORDING_COLUMNS } from './recording-rows.js';
import type { Direction, Recording } from './recording.entity.js';
import type { RecordingDetails } from './recordings.schemas.js';
import type { ChannelRole } from './stretch.js';

/** The other legs of a call: transfers, consultations, and the second of two files that hold a channel each. */
@Injectable()
export class OtherLegs {
  constructor(private readonly database: Database) {}

  /** Those that the person may see, in the order of time. */
  async execute(recording: Recording, { ability }: Permissions): Promise<RecordingDetails['legs']> {
    const within = reach(ability, 'list', RECORDING_COLUMNS, 2);
    if (!within) return [];
    const text = `
      select id, direction, started_at, answered_at, ended_at, duration_ms, queue, unit, agent_id, agent_name, channel_roles from recording
      where contact_id = $1 and id <> $2 and ${within.sql} order by started_at, ended_at, id limit 50`;
    const statement = { name: `recording-legs/${within.sql}`, text };
    const { contactId, id } = recording;
    const rows = await this.database.query<LegRow>(statement, [contactId, id, ...within.values]);
    return rows.map(row => legOf(row, recording));
  }
}

interface LegRow {
  readonly id: string;
  readonly direction: Direction;
  readonly started_at: Date;
  readonly answered_at: Date | null;
  readonly ended_at: Date;
  readonly duration_ms: number;
  readonly queue: string;
  readonly unit: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly channel_roles: ChannelRole[];
}

function legOf(row: LegRow, recording: Recording): RecordingDetails['legs'][number] {
  const { id, direction, queue, unit, started_at: startedAt, ended_at: endedAt } = row;
  return {
    ...{ id, direction, queue, unit, startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString() },
    answeredAt: row.answered_at?.toISOString() ?? null,
    durationMs: row.duration_ms,
    agent: agentOf(row),
    channelRoles: row.channel_roles,
    place: placeOf({ startedAt, endedAt }, recording),
  };
}
