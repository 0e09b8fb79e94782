import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '../../identity/index.js';
import { NOBODY } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { RecordingMetadata } from '../ingest/metadata.schemas.js';
import type { AgentKind } from './agent-kinds.js';
import type { NamedAgent } from './agent-rows.js';

/** Who took the call: a staff id or nobody's, the name to show, and what the source calls that person. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly named: string;
  readonly namedBy: AgentKind;
}

/** Whom the staff directory knows by what a source says of an agent; null: nobody. */
export type DirectoryEntry = Awaited<ReturnType<StaffDirectory['findAgent']>>;

type AgentOfCall = Pick<RecordingMetadata, 'source' | 'agent'>;

/** Finds out whom a source means: by what somebody has said of this source's name, otherwise in the staff directory. */
@Injectable()
export class FindAgent {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
  ) {}

  /** Who took the call as far as is known now; somebody may map the name at any moment. */
  async execute(call: AgentOfCall): Promise<Agent> {
    return this.#agent(this.database.entities(), call, await this.inDirectory(call));
  }

  /** What {@link forGood} needs, before the transaction. */
  async inDirectory({ agent }: AgentOfCall): Promise<DirectoryEntry> {
    return this.staff.findAgent(agent);
  }

  /** Who takes the call in the caller's transaction, which has locked the name to file: until its end nobody maps it to another. */
  async forGood(em: EntityManager, call: AgentOfCall, entry: DirectoryEntry): Promise<Agent> {
    return this.#agent(em, call, entry);
  }

  async #agent(em: EntityManager, { source, agent }: AgentOfCall, entry: DirectoryEntry): Promise<Agent> {
    const { kind: namedBy, name: named } = agentNameOf(agent);
    const known = (await this.#mapped(em, { source, kind: namedBy, name: named })) ?? entry;
    return { id: known?.id ?? NOBODY, name: known?.displayName ?? named, named, namedBy };
  }

  async #mapped(em: EntityManager, { source, kind, name }: NamedAgent): Promise<DirectoryEntry> {
    const [mapped] = await em.execute<{ staff_id: string }[]>(MAPPED, [source, kind, name]);
    if (!mapped) return null;
    const displayName = (await this.staff.names([mapped.staff_id], em)).get(mapped.staff_id);
    return displayName === undefined ? null : { id: mapped.staff_id, displayName };
  }
}

/** By what a source names an agent, and how. */
export function agentNameOf(agent: RecordingMetadata['agent']): { readonly kind: AgentKind; readonly name: string } {
  if ('username' in agent) return { kind: 'username', name: agent.username };
  if ('extension' in agent) return { kind: 'extension', name: agent.extension };
  return { kind: 'directoryId', name: agent.directoryId };
}

const MAPPED = 'select staff_id from agent_name where source = ? and kind = ? and name = ?';
