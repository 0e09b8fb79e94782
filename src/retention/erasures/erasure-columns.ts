import type { Column } from '../../access/index.js';

/** Where the facts that rules use live in `erasure`. */
export const ERASURE_COLUMNS: Readonly<Record<string, Column>> = {
  queue: { sql: 'queue', type: 'text' },
  unit: { sql: 'unit', type: 'text' },
  agentId: { sql: 'agent_id', type: 'uuid' },
  requestedBy: { sql: 'requested_by', type: 'uuid' },
};
