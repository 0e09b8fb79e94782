import type { Recording } from './recording.entity.js';

/** What an event says of its call: useful when the recording is long gone, and nothing of the caller (design §4). */
export type CallFacts = Readonly<Record<'contactId' | 'startedAt' | 'queue' | 'unit' | 'agentId', string>>;

/** The facts of a recording's call, for the log; `startedAt` in RFC 3339, UTC. */
export function callFactsOf(recording: Pick<Recording, keyof CallFacts>): CallFacts {
  const { contactId, startedAt, queue, unit, agentId } = recording;
  return { contactId, startedAt: startedAt.toISOString(), queue, unit, agentId };
}
