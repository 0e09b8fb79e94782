import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '../../identity/index.js';
import { NOBODY } from '../../kernel/ids.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { RecordingMetadata } from '../ingest/metadata.schemas.js';
import type { AgentKind } from './agent-kinds.js';

/** Who took the call: a staff id or nobody's, the name to show, and what the source calls that person. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly named: string;
  readonly namedBy: AgentKind;
}

/** Finds out whom a source means: by what somebody has said of this source's name, otherwise in the staff directory. */
@Injectable()
export class FindAgent {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
  ) {}

  async execute({ source, agent }: Pick<RecordingMetadata, 'source' | 'agent'>): Promise<Agent> {
    const { kind: namedBy, name: named } = agentNameOf(agent);
    const known = (await this.#mapped(source, namedBy, named)) ?? (await this.staff.findAgent(agent));
    return { id: known?.id ?? NOBODY, name: known?.displayName ?? named, named, namedBy };
  }

  async #mapped(source: string, kind: AgentKind, name: string) {
    const [mapped] = await this.database.query<{ staff_id: string }>(MAPPED, [source, kind, name]);
    if (!mapped) return null;
    const displayName = (await this.staff.names([mapped.staff_id])).get(mapped.staff_id);
    return displayName === undefined ? null : { id: mapped.staff_id, displayName };
  }
}

/** By what a source names an agent, and how. */
export function agentNameOf(agent: RecordingMetadata['agent']): { readonly kind: AgentKind; readonly name: string } {
  if ('username' in agent) return { kind: 'username', name: agent.username };
  if ('extension' in agent) return { kind: 'extension', name: agent.extension };
  return { kind: 'directoryId', name: agent.directoryId };
}

const MAPPED: Statement = {
  name: 'agent-mapped',
  text: 'select staff_id from agent_name where source = $1 and kind = $2 and name = $3',
};
