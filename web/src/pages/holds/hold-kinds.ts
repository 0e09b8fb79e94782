import type { Grant, HoldKind, Role } from '../../api/types.js';
import { grantState } from '../person/grant-state.js';

/** The kinds of holds that a role asks for, as a help for choosing; the server refuses others. */
const KINDS_OF_ROLE: Readonly<Record<Role, readonly HoldKind[]>> = {
  agent: [],
  'team-lead': ['complaint', 'training'],
  'complaint-handler': ['complaint'],
  trainer: ['training'],
  'rights-officer': ['rights-request'],
  'data-protection-officer': [],
  auditor: [],
  administrator: [],
};

export const HOLD_KINDS: readonly HoldKind[] = ['complaint', 'training', 'rights-request'];

type Scope = Pick<
  Grant,
  'role' | 'queues' | 'units' | 'ownCallsOnly' | 'fromOn' | 'untilOn' | 'suspended' | 'revokedAt'
>;

interface Call {
  readonly queue: string;
  readonly unit: string;
  readonly agent: { readonly id: string | null };
}

/** The kinds that a person with `grants` may ask for on `today` (`YYYY-MM-DD`), of a call that they see. */
export function kindsToAskFor(grants: readonly Scope[], call: Call, me: string, today: string): HoldKind[] {
  const covering = grants.filter(grant => grantState(grant, today) === 'working' && covers(grant, call, me));
  return HOLD_KINDS.filter(kind => covering.some(({ role }) => KINDS_OF_ROLE[role].includes(kind)));
}

function covers({ queues, units, ownCallsOnly }: Scope, { queue, unit, agent }: Call, me: string): boolean {
  const isInQueue = queues === 'all' || queues.includes(queue);
  const isInUnit = units === 'all' || units.includes(unit);
  return isInQueue && isInUnit && (!ownCallsOnly || agent.id === me);
}
