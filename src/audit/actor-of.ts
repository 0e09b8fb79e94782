import type { Requester } from '../platform/http/index.js';
import type { Actor } from './event.js';

/** The actor of an event, from who is asking. */
export function actorOf({ kind, id, sessionId, address }: Requester): Actor {
  return { kind, id, sessionId, address };
}
