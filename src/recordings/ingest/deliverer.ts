import { actorOf, THE_SYSTEM, type Actor } from '../../audit/index.js';
import { NOBODY } from '../../kernel/ids.js';
import type { Requester } from '../../platform/http/index.js';

/** The ways by which recordings come: one request, a resumable upload, a watched folder. */
export const CHANNELS = ['http', 'resumable', 'folder'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Who delivers, and by which way. */
export interface Deliverer {
  readonly actor: Actor;
  /** Id of the service account; the id of nobody where the system fetches by itself. */
  readonly id: string;
  readonly channel: Channel;
}

/** A service account that delivers by a request of its own. */
export function delivererOf(requester: Requester, channel: Exclude<Channel, 'folder'> = 'http'): Deliverer {
  return { actor: actorOf(requester), id: requester.id, channel };
}

/** The system, which takes what lies in a watched folder. */
export const FROM_FOLDER: Deliverer = { actor: THE_SYSTEM, id: NOBODY, channel: 'folder' };
