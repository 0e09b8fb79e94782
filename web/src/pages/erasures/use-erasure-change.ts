import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import type { Erasure } from '../../api/types.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';

/** How a waiting erasure is ended. */
type ErasureChange =
  { readonly act: 'confirm' } | { readonly act: 'refuse'; readonly reason: string } | { readonly act: 'withdraw' };

/** Confirms, refuses or withdraws an erasure; what it may have taken away is looked at anew. */
export function useErasureChange(id: string, onDone: (ended: Erasure) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: ErasureChange) => send(id, change),
    onSuccess: async ended => {
      for (const queryKey of [['erasures'], ['recordings'], ['holds'], ['certificates'], ['due-days']])
        await client.invalidateQueries({ queryKey });
      await client.invalidateQueries({ queryKey: TASKS_KEY });
      onDone(ended);
    },
  });
}

function send(id: string, change: ErasureChange): Promise<Erasure> {
  const params = { path: { id } };
  switch (change.act) {
    case 'confirm':
      return answer(api.POST('/api/v1/erasures/{id}/confirmation', { params, body: {} }));
    case 'refuse':
      return answer(api.POST('/api/v1/erasures/{id}/refusal', { params, body: { reason: change.reason } }));
    case 'withdraw':
      return answer(api.POST('/api/v1/erasures/{id}/withdrawal', { params }));
  }
}
