import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import type { Hold, NewExtension, NewHoldReview } from '../../api/types.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';

/** What somebody does to a hold, with what they say. */
export type HoldChange =
  | { readonly act: 'approve' }
  | { readonly act: 'refuse' | 'release'; readonly reason: string }
  | { readonly act: 'extend'; readonly body: NewExtension }
  | { readonly act: 'review'; readonly body: NewHoldReview };

/** Changes a hold; every list of holds and its recording are looked at anew afterwards. */
export function useHoldChange({ id, recordingId }: Hold, onDone: (change: HoldChange) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: HoldChange) => send(id, change),
    onSuccess: async (_, change) => {
      for (const queryKey of [['holds'], ['recordings'], ['recording', recordingId]])
        await client.invalidateQueries({ queryKey });
      await client.invalidateQueries({ queryKey: TASKS_KEY });
      onDone(change);
    },
  });
}

function send(id: string, change: HoldChange): Promise<Hold> {
  const params = { path: { id } };
  switch (change.act) {
    case 'approve':
      return answer(api.POST('/api/v1/holds/{id}/approval', { params, body: {} }));
    case 'refuse':
      return answer(api.POST('/api/v1/holds/{id}/refusal', { params, body: { reason: change.reason } }));
    case 'release':
      return answer(api.POST('/api/v1/holds/{id}/release', { params, body: { reason: change.reason } }));
    case 'extend':
      return answer(api.POST('/api/v1/holds/{id}/extensions', { params, body: change.body }));
    case 'review':
      return answer(api.POST('/api/v1/holds/{id}/reviews', { params, body: change.body }));
  }
}
