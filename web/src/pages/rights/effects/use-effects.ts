import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../../api/client.js';

/** What is done for the rights of a case; a look at it is an event. */
export function useEffects(id: string) {
  return useQuery({
    queryKey: ['rights-case', id, 'effects'],
    queryFn: () => answer(api.GET('/api/v1/rights-requests/{id}/effects', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
}
