import { useQuery, type QueryKey, type SkipToken } from '@tanstack/react-query';

/** Something whose opening is an event in the log: asked for once, and kept no longer than it is shown. */
export function useOpened<Data>(queryKey: QueryKey, fetch: (() => Promise<Data>) | SkipToken) {
  return useQuery({ queryKey, queryFn: fetch, staleTime: Infinity, gcTime: 0 });
}
