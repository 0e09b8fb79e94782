import type { Provider } from '@nestjs/common';
import { FindAgent } from './find-agent.js';
import { ListAgentNames } from './list-agent-names.js';
import { MapAgentName } from './map-agent-name.js';
import { ReplayAgentNames } from './replay-agent-names.js';

/** What the module provides of agents and of the names that sources have for them. */
export const AGENT_PROVIDERS: Provider[] = [FindAgent, ListAgentNames, MapAgentName, ReplayAgentNames];
