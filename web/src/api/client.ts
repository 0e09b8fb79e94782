import createClient from 'openapi-fetch';
import { markAttention } from './attended.js';
import { problemOf } from './problem.js';
import { renewSession } from './renewal.js';
import { needsStepUp, stepUp } from './step-up.js';
import type { paths } from './schema.js';

/** The typed client of the API (`/api/openapi.json`); the session is an HttpOnly cookie that scripts never see. */
export const api = createClient<paths>({ fetch: fetchSteppingUp });

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

/** Where the server wants the second factor once more, asks the person for it and repeats the request. */
async function fetchSteppingUp(asked: Request): Promise<Response> {
  const request = markAttention(asked);
  const again = request.clone();
  const response = await fetchRenewing(request);
  if (!(await needsStepUp(response)) || !(await stepUp())) return response;
  return fetchRenewing(again);
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

const SIGN_IN = ['/api/v1/sessions', '/api/v1/sessions/second-factor', '/api/v1/sessions/openid/second-factor'];

function isSignIn({ method, url }: Request): boolean {
  return method === 'POST' && SIGN_IN.includes(new URL(url).pathname);
}
