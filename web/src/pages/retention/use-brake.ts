import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';

export const BRAKE_KEY = ['brake'] as const;

/** Whether the purges are stopped, and why. */
export function useBrake() {
  return useQuery({
    queryKey: BRAKE_KEY,
    queryFn: () => answer(api.GET('/api/v1/retention/brake')),
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
}
