/** By what a source names the agents of its calls (api.md). */
export const AGENT_KINDS = ['username', 'extension', 'directoryId'] as const;
export type AgentKind = (typeof AGENT_KINDS)[number];

/** The same of recordings that are there already; empty where it was not kept. */
export const KNOWN_AGENT_KINDS = ['', ...AGENT_KINDS] as const;
export type KnownAgentKind = (typeof KNOWN_AGENT_KINDS)[number];
