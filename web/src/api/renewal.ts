import { problemOf } from './problem.js';

const RENEWAL = '/api/v1/sessions/renewal';
const LOCK = 'tallenne-session-renewal';

let running: Promise<boolean> | null = null;

/**
 * Asks for a new access token; resolves to whether the session lives on. Calls of one tab share one renewal, and tabs
 * take turns: each renewal replaces the refresh token, which must not be used twice.
 */
export function renewSession(): Promise<boolean> {
  running ??= inTurn(askForRenewal).finally(() => {
    running = null;
  });
  return running;
}

async function askForRenewal(): Promise<boolean> {
  const response = await fetch(RENEWAL, { method: 'POST' });
  if (response.status >= 500 || response.status === 429) throw problemOf(response.status, null); // says nothing about the session
  return response.ok;
}

/** Web Locks exist on secure origins only; elsewhere the server's short grace for the replaced token has to do. */
async function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  return 'locks' in navigator ? await navigator.locks.request(LOCK, work) : work();
}
