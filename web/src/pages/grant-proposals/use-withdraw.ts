import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';

/** Takes back a proposal of one's own. */
export function useWithdraw() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.POST('/api/v1/grant-proposals/{id}/withdrawal', { params: { path: { id } } })),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['grant-proposals'] });
      await client.invalidateQueries({ queryKey: TASKS_KEY });
    },
  });
}
