import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { KnownAgentKind } from './agent-kinds.js';

/** A name that a source uses for an agent. */
export interface NamedAgent {
  readonly source: string;
  readonly kind: KnownAgentKind;
  readonly name: string;
}

/** Whose the recordings of a name were, and whose they become; null is nobody. */
export interface AgentChange {
  readonly from: string | null;
  readonly to: { readonly id: string; readonly displayName: string } | null;
}

/**
 * Gives the recordings under a name to another person, in the caller's transaction; nobody's go along with those of `from`.
 * Returns how many they were.
 */
export async function changeAgents(
  em: EntityManager,
  { source, kind, name }: NamedAgent,
  { from, to }: AgentChange,
): Promise<number> {
  const owners = [NOBODY, from ?? NOBODY].filter(id => id !== (to?.id ?? NOBODY));
  const values = [to?.id ?? NOBODY, to?.displayName ?? null, source, kind, name, `{${owners.join(',')}}`];
  return (await em.execute<object[]>(CHANGE, values)).length;
}

/** In the order in which erasures lock the legs of a call. */
const CHANGE = `
  update recording set agent_id = ?, agent_name = coalesce(?, agent_named)
  where id in (
    select id from recording
    where source = ? and agent_named_by = ? and agent_named = ? and agent_id = any(?::uuid[])
    order by ended_at, id for update)
  returning id`;
