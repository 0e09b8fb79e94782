import { MutationCache, QueryCache, QueryClient, type Query } from '@tanstack/react-query';
import { whenLessBusy } from '../api/busy.js';
import { whenSessionIsOver } from '../api/client.js';
import { asProblem } from '../api/problem.js';
import { keptTexts } from '../ui/kept-texts.js';
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
      refetchInterval: ({ state }) => whenLessBusy(state),
    },
  },
});

whenSessionIsOver(() => {
  forget('over');
});

/** Shows the sign-in page and forgets everything that the person has seen. */
export function forget(because: 'over' | 'left', why: string | null = null): void {
  const me = queryClient.getQueryData<Presence>(PRESENCE_KEY)?.me;
  if (because === 'left') keptTexts.forget();
  else if (me) keptTexts.sessionOver(me.id);
  queryClient.setQueryData<Presence>(PRESENCE_KEY, before => signedOut(before, because, why));
  queryClient.removeQueries({ predicate: isSeen });
  queryClient.getMutationCache().clear();
}

/** Drops what was seen under other rights: what is on the screen is asked for anew, under those of now. */
export async function lookAtEverythingAgain(): Promise<void> {
  queryClient.removeQueries({ predicate: isSeen, type: 'inactive' });
  await queryClient.invalidateQueries({ queryKey: PRESENCE_KEY });
  await queryClient.resetQueries({ predicate: isSeen });
}

/** Who the person is, and what is known without a session. */
const NOT_SEEN: readonly unknown[] = [PRESENCE_KEY[0], 'settings', 'download'];

/** Whether it is something that the person has seen. */
function isSeen({ queryKey }: Query): boolean {
  return !NOT_SEEN.includes(queryKey[0]);
}

/** A refusal may mean that the person's rights have changed meanwhile. */
function lookAtRightsAgain(error: unknown): void {
  if (asProblem(error).status === 403) void queryClient.invalidateQueries({ queryKey: PRESENCE_KEY });
}

function isPassing(error: unknown): boolean {
  const { status } = asProblem(error);
  return status === 0 || status === 502 || status === 503;
}
