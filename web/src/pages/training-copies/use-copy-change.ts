import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import type { CopyApproval, TrainingCopy } from '../../api/types.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';
import type { CopyAct } from './copy-acts.js';

/** What is done about a training copy. */
type CopyChange =
  | { readonly act: 'approve'; readonly approval: CopyApproval }
  | { readonly act: 'refuse'; readonly reason: string }
  | { readonly act: 'release' };

/** Approves, refuses or gives up a training copy. */
export function useCopyChange(id: string, onDone: (act: CopyAct) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: CopyChange) => send(id, change),
    onSuccess: async (_, { act }) => {
      for (const queryKey of [['training-copies'], ['due-days'], TASKS_KEY])
        await client.invalidateQueries({ queryKey });
      onDone(act);
    },
  });
}

function send(id: string, change: CopyChange): Promise<TrainingCopy> {
  const params = { path: { id } };
  switch (change.act) {
    case 'approve':
      return answer(api.POST('/api/v1/training-copies/{id}/approval', { params, body: change.approval }));
    case 'refuse':
      return answer(api.POST('/api/v1/training-copies/{id}/refusal', { params, body: { reason: change.reason } }));
    case 'release':
      return answer(api.POST('/api/v1/training-copies/{id}/release', { params }));
  }
}
