import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { SOURCE_NAME } from '../ingest/metadata.schemas.js';
import { KNOWN_AGENT_KINDS } from './agent-kinds.js';

/** A name that a source uses for an agent: whose it is, and the recordings that bear it. */
export const agentNameView = z.strictObject({
  source: z.string(),
  /** By what the source names the agent; empty for recordings of which that was not kept. */
  kind: z.enum(KNOWN_AGENT_KINDS),
  name: z.string(),
  /** Null while nobody has said whose name it is. */
  staffId: format.id.nullable(),
  staffName: z.string().nullable(),
  /** Recordings under this name that are nobody's yet. */
  waiting: z.int(),
  /** When the newest of those calls began. */
  lastCallAt: format.instantOut.nullable(),
});
export type AgentNameView = z.infer<typeof agentNameView>;
export const agentNameList = z.strictObject({ items: z.array(agentNameView), nextCursor: z.null() });
export type AgentNameList = z.infer<typeof agentNameList>;

/** Says whose a name is; null: nobody's any more. */
export const agentMapping = z.strictObject({
  source: z.string().regex(SOURCE_NAME, 'must be a source name'),
  kind: z.enum(KNOWN_AGENT_KINDS),
  name: format.line(120),
  staffId: format.id.nullable(),
});
export type AgentMapping = z.output<typeof agentMapping>;

export const mappedAgent = z.strictObject({
  ...agentMapping.shape,
  staffName: z.string().nullable(),
  /** How many recordings have another agent by it. */
  recordings: z.int(),
});
export type MappedAgent = z.infer<typeof mappedAgent>;
