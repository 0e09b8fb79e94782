import type { RecordingFacts } from '../../access/index.js';
import { asDate, type EntityManager } from '../../platform/database/index.js';

/** What holds need to know of a recording: the facts of rules, of events, and where its key is. */
export interface HeldRecording extends RecordingFacts {
  readonly id: string;
  readonly contactId: string;
  readonly startedAt: Date;
}

/** Finds a recording; `locked` keeps its last day, and so its key, where they are until the end of the transaction. */
export async function heldRecording(
  em: EntityManager,
  id: string,
  { locked = false }: { readonly locked?: boolean } = {},
): Promise<HeldRecording | undefined> {
  const rows = await em.execute<RecordingRow[]>(locked ? `${FIND} for update` : FIND, [id]);
  const [row] = rows;
  return row && { ...row, startedAt: asDate(row.startedAt) };
}

interface RecordingRow extends Omit<HeldRecording, 'startedAt'> {
  readonly startedAt: string | Date;
}

const FIND = `
  select id, contact_id as "contactId", started_at as "startedAt", queue, unit, agent_id as "agentId",
    ordinary_due_on::text as "ordinaryDueOn", due_on::text as "dueOn", hold_purposes as "holdPurposes",
    held_through_on::text as "heldThroughOn", restricted,
    excepted_through_on::text as "exceptedThroughOn", blocked_purposes as "blockedPurposes"
  from recording where id = ?`;
