import type { ItemFields, QuarantinedDetails } from '../../api/types.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { helsinkiMoment, timeOf } from './helsinki-moment.js';

export const DIRECTIONS = ['inbound', 'outbound', 'internal'] as const;

/** The form of a repair: what is masked begins empty, and what stays empty stays as it came. */
export const EMPTY_REPAIR = {
  ...{ direction: '', startedOn: '', startedTime: '', endedOn: '', endedTime: '', queue: '', unit: '' },
  ...{ agentKind: 'username', agentName: '', linkedId: '', ticket: '', name: '', phone: '', reason: '' },
};
export type Repair = typeof EMPTY_REPAIR;

type Call = NonNullable<QuarantinedDetails['call']>;

/** The form as it begins: with what the call says, but for what is masked. */
export function repairOf(call: Call | null): Repair {
  if (!call) return EMPTY_REPAIR;
  const { direction, startedAt, endedAt, queue, unit, agent, linkedId, ticket } = call;
  return {
    ...EMPTY_REPAIR,
    ...{ direction, startedOn: dayOf(new Date(startedAt)), startedTime: timeOf(startedAt) },
    ...{ endedOn: dayOf(new Date(endedAt)), endedTime: timeOf(endedAt) },
    ...{ queue, unit, agentKind: agent.kind, agentName: agent.name },
    ...{ linkedId: linkedId ?? '', ticket: ticket ?? '' },
  };
}

/** The fields that the form changes: those that are another than at its beginning. */
export function fieldsOf(call: Call | null, repair: Repair): ItemFields {
  const before = repairOf(call);
  const changed = (...names: readonly (keyof Repair)[]) => names.some(name => repair[name].trim() !== before[name]);
  const start = changed('startedOn', 'startedTime') ? helsinkiMoment(repair.startedOn, repair.startedTime) : null;
  const end = changed('endedOn', 'endedTime') ? helsinkiMoment(repair.endedOn, repair.endedTime) : null;
  const direction = changed('direction') ? DIRECTIONS.find(one => one === repair.direction) : undefined;
  return {
    ...(direction === undefined ? {} : { direction }),
    ...(start === null ? {} : { startedAt: start }),
    ...(end === null ? {} : { endedAt: end }),
    ...(changed('queue') ? { queue: repair.queue.trim() } : {}),
    ...(changed('unit') ? { unit: repair.unit.trim() || null } : {}),
    ...(changed('agentKind', 'agentName') ? { agent: agentOf(repair) } : {}),
    ...(changed('linkedId') ? { linkedId: repair.linkedId.trim() || null } : {}),
    ...(changed('ticket') ? { ticket: repair.ticket.trim() || null } : {}),
    ...callerOf(repair),
  };
}

function agentOf({ agentKind, agentName }: Repair): NonNullable<ItemFields['agent']> {
  const name = agentName.trim();
  if (agentKind === 'extension') return { extension: name };
  return agentKind === 'directoryId' ? { directoryId: name } : { username: name };
}

function callerOf({ name, phone }: Repair): Pick<ItemFields, 'caller'> {
  const given = { ...(name.trim() ? { name: name.trim() } : {}), ...(phone.trim() ? { phone: phone.trim() } : {}) };
  return Object.keys(given).length === 0 ? {} : { caller: given };
}
