import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { whenSessionIsOver } from '../api/client.js';
import { asProblem } from '../api/problem.js';
import { PRESENCE_KEY, signedOut, type Presence } from './session/presence.js';

/** A list may be shown again for so long without being fetched anew: each fetching is an event in the access log. */
const FRESH_MS = 60_000;

/** What the server has answered, for as long as the page is open; nothing of it is stored. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: lookAtRightsAgain }),
  mutationCache: new MutationCache({ onError: lookAtRightsAgain }),
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
  },
});

whenSessionIsOver(() => {
  forget('over');
});

/** Shows the sign-in page and forgets everything that the person has seen. */
export function forget(because: 'over' | 'left'): void {
  queryClient.setQueryData<Presence>(PRESENCE_KEY, before => signedOut(before, because));
  queryClient.removeQueries({
    predicate: query => query.queryKey[0] !== PRESENCE_KEY[0] && query.queryKey[0] !== 'settings',
  });
  queryClient.getMutationCache().clear();
}

/** A refusal may mean that the person's rights have changed meanwhile. */
function lookAtRightsAgain(error: unknown): void {
  if (asProblem(error).status === 403) void queryClient.invalidateQueries({ queryKey: PRESENCE_KEY });
}

function isPassing(error: unknown): boolean {
  const { status } = asProblem(error);
  return status === 0 || status === 502 || status === 503;
}
