import { actorOf, THE_SYSTEM, type Actor } from '../../audit/index.js';
import { NOBODY } from '../../kernel/ids.js';
import type { Requester } from '../../platform/http/index.js';

/** The ways by which recordings come: one request, a resumable upload, a watched folder, a provider's bucket. */
export const CHANNELS = ['http', 'resumable', 'folder', 'bucket'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The ways on which the system fetches by itself. */
export type Fetched = Extract<Channel, 'folder' | 'bucket'>;

/** Who delivers, and by which way. */
export interface Deliverer {
  readonly actor: Actor;
  /** Id of the service account; the id of nobody where the system fetches by itself. */
  readonly id: string;
  readonly channel: Channel;
}

/** A service account that delivers by a request of its own. */
export function delivererOf(requester: Requester, channel: Exclude<Channel, Fetched> = 'http'): Deliverer {
  return { actor: actorOf(requester), id: requester.id, channel };
}

/** The system, which takes what somebody has put where it looks. */
export function fetchedFrom(channel: Fetched): Deliverer {
  return { actor: THE_SYSTEM, id: NOBODY, channel };
}
