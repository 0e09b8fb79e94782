import { api } from '../../api/client.js';

/** Whether what is played is still served, and why not. */
type ServedState = 'alive' | 'expired' | 'not-allowed' | 'log-closed' | 'unreachable';

/** How the server is asked about what is played, and told that it is over. The object stays the same while it is played. */
export interface ServedCalls {
  readonly end: (id: string, playedMs: number) => void;
  readonly stateOf: (id: string) => Promise<ServedState>;
}

/**
 * Tells the server that listening is over. The request outlives the page; if it is lost, the server ends the playback
 * when its time is over.
 */
function endPlayback(id: string, playedMs: number): void {
  const call = api.DELETE('/api/v1/playbacks/{id}', { params: { path: { id } }, body: { playedMs }, keepalive: true });
  call.catch(() => undefined);
}

/** Whether a playback still serves, and why not; renews the session where that was the trouble. Nothing is served by asking. */
async function stateOfPlayback(id: string): Promise<ServedState> {
  return stateIn(api.HEAD('/api/v1/playbacks/{id}/audio', { params: { path: { id } } }));
}

/** What the answer to a question about served audio says. */
export async function stateIn(call: Promise<{ readonly response: Response }>): Promise<ServedState> {
  try {
    const { response } = await call;
    if (response.ok) return 'alive';
    if (response.status === 503) return 'log-closed';
    if (response.status >= 500 || response.status === 429) return 'unreachable'; // neither says anything of the playback
    return response.status === 410 ? 'expired' : 'not-allowed';
  } catch {
    return 'unreachable';
  }
}

export const PLAYBACK_CALLS: ServedCalls = { end: endPlayback, stateOf: stateOfPlayback };
