import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { keptTexts } from '../../ui/kept-texts.js';
import { PRESENCE_KEY, signedOut, type Presence } from './presence.js';

/** Looked at again when the person comes back to the page: rights may have changed, the session may have ended. */
export const presenceQuery = queryOptions<Presence>({
  queryKey: PRESENCE_KEY,
  queryFn: async ({ client }) => {
    try {
      const me = await answer(api.GET('/api/v1/me'));
      keptTexts.signedIn(me.id); // before any form of a page is there
      return { me };
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      return signedOut(client.getQueryData<Presence>(PRESENCE_KEY), 'over');
    }
  },
  refetchOnWindowFocus: true,
  gcTime: Infinity,
});

/** Who is signed in, wherever on the page. */
export function usePresence() {
  return useQuery(presenceQuery);
}
