import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../../api/client.js';

/** What was sent in a case; a look at it is an event. */
export function useDeliveries(id: string) {
  return useQuery({
    queryKey: ['rights-case', id, 'deliveries'],
    queryFn: () => answer(api.GET('/api/v1/rights-requests/{id}/deliveries', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
}
