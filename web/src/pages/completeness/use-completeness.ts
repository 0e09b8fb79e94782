import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';

/** What has come from each source and what has not, for the last `days` days. Each look is an event. */
export function useCompleteness(days: number) {
  return useQuery({
    queryKey: ['completeness', days],
    queryFn: () => answer(api.GET('/api/v1/completeness', { params: { query: { days } } })),
  });
}
