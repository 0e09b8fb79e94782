import { useMutation, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { NewMark, Page, ReviewItem, ReviewRoundDetails } from '../../api/types.js';
import { useList, type List } from '../../ui/use-list.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import { withMark } from './marks.js';

/** Which items of a round are shown; `all` is everything. */
export type Shown = 'unmarked' | 'marked' | 'all';

const MARKED: Readonly<Record<Shown, { marked?: string }>> = {
  unmarked: { marked: 'false' },
  marked: { marked: 'true' },
  all: {},
};

const roundKey = (id: string) => ['review-round', id] as const;
const itemsKey = (id: string) => ['review-items', id] as const;

/** One round, and how far it has come. */
export function useRound(id: string) {
  return useQuery({
    queryKey: roundKey(id),
    queryFn: () => answer(api.GET('/api/v1/audit/review-rounds/{id}', { params: { path: { id } } })),
  });
}

/** The items of a round, newest event first. */
export function useItems(id: string, shown: Shown): List<ReviewItem> {
  return useList([...itemsKey(id), shown], cursor => {
    const query = { ...MARKED[shown], ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/audit/review-rounds/{id}/items', { params: { path: { id }, query } }));
  });
}

/**
 * Marks an event. What is on the screen is brought up to date without asking the server again: each look is an event in
 * the log, and a marked item stays where it is until the list is fetched anew.
 */
export function useMark(id: string) {
  const client = useQueryClient();
  const me = useMe();
  return useMutation({
    mutationFn: (body: NewMark) =>
      answer(api.POST('/api/v1/audit/review-rounds/{id}/marks', { params: { path: { id } }, body })),
    onSuccess: async (marked, wanted) => {
      const mark = { id: marked.id, markedBy: me.id, markedAt: new Date().toISOString() };
      const isFirst = client
        .getQueriesData<InfiniteData<Page<ReviewItem>>>({ queryKey: itemsKey(id) })
        .some(([, data]) => data?.pages.some(page => page.items.some(item => isUnmarked(item, wanted.eventId))));
      client.setQueriesData<InfiniteData<Page<ReviewItem>>>(
        { queryKey: itemsKey(id) },
        data => data && withMark(data, wanted, mark),
      );
      client.setQueryData<ReviewRoundDetails>(roundKey(id), round => round && counted(round, isFirst, wanted.mark));
      await client.invalidateQueries({ queryKey: itemsKey(id), refetchType: 'none' });
      await client.invalidateQueries({ queryKey: ['findings'], refetchType: 'none' });
    },
  });
}

function isUnmarked({ eventId, marks }: ReviewItem, wanted: string): boolean {
  return eventId === wanted && marks.length === 0;
}

function counted(round: ReviewRoundDetails, isFirst: boolean, mark: NewMark['mark']): ReviewRoundDetails {
  const { unmarked, findings } = round;
  return {
    ...round,
    unmarked: isFirst ? Math.max(0, unmarked - 1) : unmarked,
    findings: mark === 'finding' ? findings + 1 : findings,
  };
}

/** Closes a round for good. */
export function useCloseRound(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST('/api/v1/audit/review-rounds/{id}/closure', { params: { path: { id } } })),
    onSuccess: async closed => {
      client.setQueryData<ReviewRoundDetails>(roundKey(id), round => round && { ...round, ...closed });
      await client.invalidateQueries({ queryKey: ['review-rounds'], refetchType: 'none' });
      await client.invalidateQueries({ queryKey: TASKS_KEY });
    },
  });
}
