import createClient from 'openapi-fetch';
import { problemOf } from './problem.js';
import { renewSession } from './renewal.js';
import type { paths } from './schema.js';

/** The typed client of the API (`/api/openapi.json`); the session is an HttpOnly cookie that scripts never see. */
export const api = createClient<paths>({ fetch: fetchRenewing });

type Listener = () => void;
let onSessionOver: Listener = () => undefined;

/** Says who wants to know that a session is over and could not be renewed. */
export function whenSessionIsOver(listener: Listener): void {
  onSessionOver = listener;
}

/**
 * The body of an answer.
 * @throws Problem where the server refuses or fails
 */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response.status, error);
  return data as T; // openapi-fetch parses the body of every successful answer; 204 is `never` in the contract
}

/** Renews an ended access token once and repeats the request; says so where that does not help. */
async function fetchRenewing(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 401 || isSignIn(request)) return response;
  if (await renewSession()) return fetch(again);
  onSessionOver();
  return response;
}

function isSignIn({ method, url }: Request): boolean {
  return method === 'POST' && new URL(url).pathname === '/api/v1/sessions';
}
