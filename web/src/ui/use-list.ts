import { useMemo } from 'react';
import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { whenLessBusy } from '../api/busy.js';
import type { Page } from '../api/types.js';

/** A list that is fetched page by page. */
export interface List<Item> {
  readonly items: readonly Item[];
  /** The same, page by page: a page stays the same object when another one comes. */
  readonly pages: readonly (readonly Item[])[];
  readonly isPending: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isFetchingMore: boolean;
  readonly more: () => void;
  readonly retry: () => void;
}

const LOOK_AGAIN_MS = 5000;

/**
 * Fetches a keyset-paged list; `fetchPage` gets the cursor of the page that it is to fetch. While `isUnderWay` holds of any item,
 * the list is looked at again and again: only for looks that leave no event. `first` is the first page with whatever else it says.
 */
export function useList<Item, More = unknown>(
  key: QueryKey,
  fetchPage: (cursor: string | undefined) => Promise<Page<Item> & More>,
  enabled = true,
  isUnderWay: (item: Item) => boolean = () => false,
): List<Item> & { readonly first: (Page<Item> & More) | undefined } {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
    enabled,
    structuralSharing: false, // it would compare everything that is there with each further page
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isUnderWay)) ? LOOK_AGAIN_MS : whenLessBusy(state),
  });
  const { data } = query;
  const pages = useMemo(() => data?.pages.map(page => page.items) ?? [], [data]);
  return {
    items: useMemo(() => pages.flat(), [pages]),
    pages,
    first: data?.pages[0],
    isPending: query.isPending && enabled,
    error: query.error,
    hasMore: query.hasNextPage,
    isFetchingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
