import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';

export const TASKS_KEY = ['tasks'] as const;

/** What waits for the person at the screen; looked at again now and then, so that the navigation tells of it. */
export function useTasks() {
  return useQuery({
    queryKey: TASKS_KEY,
    queryFn: () => answer(api.GET('/api/v1/tasks')),
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
}
