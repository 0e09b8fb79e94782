import { api } from '../../api/client.js';

/**
 * Tells the server that listening is over. The request outlives the page; if it is lost, the server ends the playback
 * when its time is over.
 */
export function endPlayback(id: string, playedMs: number): void {
  const call = api.DELETE('/api/v1/playbacks/{id}', { params: { path: { id } }, body: { playedMs }, keepalive: true });
  call.catch(() => undefined);
}

/** Whether a playback still serves, and why not; renews the session where that was the trouble. Nothing is served by asking. */
export async function stateOfPlayback(
  id: string,
): Promise<'alive' | 'expired' | 'not-allowed' | 'log-closed' | 'unreachable'> {
  try {
    const { response } = await api.HEAD('/api/v1/playbacks/{id}/audio', { params: { path: { id } } });
    if (response.ok) return 'alive';
    if (response.status === 503) return 'log-closed';
    if (response.status >= 500) return 'unreachable';
    return response.status === 410 ? 'expired' : 'not-allowed';
  } catch {
    return 'unreachable';
  }
}
