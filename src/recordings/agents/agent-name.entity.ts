import { defineEntity, p } from '@mikro-orm/core';
import { KNOWN_AGENT_KINDS } from './agent-kinds.js';

const schema = defineEntity({
  name: 'AgentName',
  tableName: 'agent_name',
  uniques: [{ name: 'agent_name_source_kind_name', properties: ['source', 'kind', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    kind: p.enum(KNOWN_AGENT_KINDS),
    /** As the source writes it. */
    name: p.text(),
    staffId: p.uuid(),
    mappedBy: p.uuid(),
    mappedAt: p.datetime(3),
  },
});

/** Whom a source means by a name that the staff directory does not know. */
export class AgentName extends schema.class {}

schema.setClass(AgentName);
