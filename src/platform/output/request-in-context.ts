import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What may be said of the request that is being answered: its own id and the template of its route. */
export interface RequestInContext {
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
}

const current = new AsyncLocalStorage<RequestInContext>();

/** The request on whose behalf this code runs; nothing where it runs for none. */
export function requestInContext(): RequestInContext | undefined {
  return current.getStore();
}

/** Runs `work`, and what it begins, on behalf of `request`. */
export function onBehalfOf<T>(request: RequestInContext, work: () => T): T {
  return current.run(request, work);
}

const WELL_FORMED = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,64})$/i;

/** The id that a caller gave its request, in lower case, if it is a UUID or hexadecimal and can hold nothing else; otherwise a new one. */
export function requestIdOf(given: string | readonly string[] | undefined): string {
  return typeof given === 'string' && WELL_FORMED.test(given) ? given.toLowerCase() : randomUUID();
}
