import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';

/** What the server tells anyone: whether this is a demonstration and, if so, its accounts. */
export function useSettings() {
  return useQuery({
    queryKey: ['settings'],
    queryFn: () => answer(api.GET('/api/v1/settings')),
    staleTime: Infinity,
    gcTime: Infinity,
  });
}
