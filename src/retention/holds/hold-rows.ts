import type { Column, HoldKind, Permissions } from '../../access/index.js';
import { isInForce, stateOn } from './hold-state.js';
import type { HoldState } from './hold.entity.js';
import type { HoldAct, HoldItem } from './holds.schemas.js';
import { mayChange } from './may-change.js';

/** Where the facts that rules use live, of a hold `h` and its recording `r`. */
export const HOLD_COLUMNS: Readonly<Record<string, Column>> = {
  queue: { sql: 'r.queue', type: 'text' },
  unit: { sql: 'r.unit', type: 'text' },
  agentId: { sql: 'r.agent_id', type: 'uuid' },
  requestedBy: { sql: 'h.requested_by', type: 'uuid' },
};

/**
 * What of a hold and of its call is shown, from `hold h` and `recording r`; no text that people wrote.
 * @param reference SQL of what of its reference is shown
 */
export const itemColumns = (reference: string): string => `
  h.id, h.recording_id, h.kind, ${reference} as reference, h.state, h.provisional, h.requested_by, h.requested_at, h.until_on,
  h.wanted_until_on, h.review_on, h.continues, h.decided_by, h.decided_at, h.ended_by, h.ended_at,
  r.started_at, r.queue, r.unit, r.agent_id`;

export interface HoldRow {
  readonly id: string;
  readonly recording_id: string;
  readonly kind: HoldKind;
  readonly reference: string;
  readonly state: HoldState;
  readonly provisional: boolean;
  readonly requested_by: string;
  readonly requested_at: Date;
  readonly until_on: string;
  readonly wanted_until_on: string;
  readonly review_on: string;
  readonly continues: string | null;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly ended_by: string | null;
  readonly ended_at: Date | null;
  readonly started_at: Date;
  readonly queue: string;
  readonly unit: string;
  readonly agent_id: string;
}

/** The people whom rows name. */
export function peopleOf(rows: readonly HoldRow[]): string[] {
  return rows.flatMap(row => [row.requested_by, row.decided_by, row.ended_by]).filter(id => id !== null);
}

/** A row as answers show it to somebody. */
export function itemOf(row: HoldRow, names: ReadonlyMap<string, string>, permissions: Permissions): HoldItem {
  const standing = { state: row.state, provisional: row.provisional, untilOn: row.until_on };
  const state = stateOn(standing, permissions.today);
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
  return {
    ...{ id: row.id, recordingId: row.recording_id, kind: row.kind, reference: row.reference, state },
    call: { startedAt: row.started_at.toISOString(), queue: row.queue, unit: row.unit },
    ...{ provisional: row.provisional, inForce: isInForce(standing, permissions.today) },
    ...{ requestedBy: row.requested_by, requesterName: nameOf(row.requested_by) },
    ...{ requestedAt: row.requested_at.toISOString(), until: row.until_on, wantedUntil: row.wanted_until_on },
    ...{ reviewOn: row.review_on, overdue: state === 'active' && row.review_on < permissions.today },
    ...{ continues: row.continues, decidedBy: row.decided_by, deciderName: nameOf(row.decided_by) },
    ...{ decidedAt: row.decided_at?.toISOString() ?? null, endedBy: row.ended_by, enderName: nameOf(row.ended_by) },
    ...{ endedAt: row.ended_at?.toISOString() ?? null, permitted: permittedOf(row, state, permissions) },
  };
}

function permittedOf(row: HoldRow, state: HoldState, permissions: Permissions): HoldAct[] {
  const hold = { kind: row.kind, requestedBy: row.requested_by };
  const call = { queue: row.queue, unit: row.unit, agentId: row.agent_id };
  const may = (verb: Parameters<typeof mayChange>[0]): boolean => mayChange(verb, hold, call, permissions);
  const [waits, isActive] = [state === 'requested', state === 'active'];
  return [
    ...(waits && may('decide') ? (['approve', 'refuse'] as const) : []),
    ...(isActive && may('extend') ? (['extend'] as const) : []),
    ...(isActive && may('review') ? (['review'] as const) : []),
    ...((waits || isActive) && may('release') ? (['release'] as const) : []),
  ];
}
