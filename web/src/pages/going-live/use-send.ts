import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { GoingLive } from '../../api/types.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';

/** Sends an act on an open finding, and shows the state that comes back. */
export function useSend<Body>(onDone: (state: GoingLive) => void, mutationFn: (body: Body) => Promise<GoingLive>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async state => {
      client.setQueryData(['going-live'], state);
      for (const queryKey of [['retention-rules'], TASKS_KEY]) await client.invalidateQueries({ queryKey });
      onDone(state);
    },
  });
}
