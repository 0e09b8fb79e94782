import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import type { GivenNotice, ItemFields, QuarantinedItem, SortingOutcome } from '../../api/types.js';
import { useList, type List } from '../../ui/use-list.js';
import type { ManyAct } from './chosen-items.js';

export type Reason = QuarantinedItem['reason'];
export const REASONS: readonly Reason[] = [
  ...(['notice-evidence-missing', 'metadata-unreadable', 'metadata-missing'] as const),
  ...(['audio-missing', 'audio-unreadable', 'different-audio'] as const),
];

/** What the list is narrowed to; empty texts narrow nothing. */
export interface ItemFilters {
  readonly source: string;
  readonly reason: Reason | '';
  readonly queue: string;
}

/** What is done with one item. */
export type ItemChange =
  | { readonly act: 'repair'; readonly fields: ItemFields; readonly reason: string }
  | { readonly act: 'file'; readonly notice?: GivenNotice; readonly reason: string }
  | { readonly act: 'explain' | 'destroy'; readonly reason: string };

/** What is done with many alike. */
interface ManyChange {
  readonly act: ManyAct;
  readonly ids: string[];
  readonly notice?: GivenNotice;
  readonly reason: string;
}

export function useItems({ source, reason, queue }: ItemFilters): List<QuarantinedItem> {
  return useList(['quarantined-items', source, reason, queue], cursor => {
    const query = {
      ...(source === '' ? {} : { source }),
      ...(reason === '' ? {} : { reason }),
      ...(queue === '' ? {} : { queue }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return answer(api.GET('/api/v1/quarantined-items', { params: { query } }));
  });
}

export function useCauses() {
  return useQuery({
    queryKey: ['quarantined-items', 'causes'],
    queryFn: () => answer(api.GET('/api/v1/quarantined-items/causes')),
  });
}

/** One item, masked; the look is an event, so it is not kept. */
export function useItem(id: string) {
  return useQuery({
    queryKey: ['quarantined-item', id],
    queryFn: () => answer(api.GET('/api/v1/quarantined-items/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
}

export function useItemChange(id: string, onDone: (act: ItemChange['act']) => void) {
  const forget = useForget();
  return useMutation({
    mutationFn: (change: ItemChange) => send(id, change),
    onSuccess: async (_, { act }) => {
      await forget();
      onDone(act);
    },
  });
}

export function useManyChange(onDone: (outcomes: readonly SortingOutcome[]) => void) {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ act, ids, notice, reason }: ManyChange) =>
      act === 'file'
        ? answer(
            api.POST('/api/v1/quarantined-items/filings', { body: { ids, reason, ...(notice ? { notice } : {}) } }),
          )
        : answer(api.POST('/api/v1/quarantined-items/destructions', { body: { ids, reason } })),
    onSuccess: async ({ items }) => {
      await forget();
      onDone(items);
    },
  });
}

/** What sorting out may have changed is looked at anew. */
function useForget() {
  const client = useQueryClient();
  return async () => {
    for (const queryKey of [['quarantined-items'], ['recordings'], ['certificates'], ['due-days']])
      await client.invalidateQueries({ queryKey });
  };
}

async function send(id: string, change: ItemChange): Promise<void> {
  const params = { path: { id } };
  const { reason } = change;
  switch (change.act) {
    case 'repair':
      await answer(api.PATCH('/api/v1/quarantined-items/{id}', { params, body: { fields: change.fields, reason } }));
      return;
    case 'file': {
      const body = { reason, ...(change.notice ? { notice: change.notice } : {}) };
      await answer(api.POST('/api/v1/quarantined-items/{id}/filing', { params, body }));
      return;
    }
    case 'explain':
      await answer(api.POST('/api/v1/quarantined-items/{id}/explanation', { params, body: { reason } }));
      return;
    case 'destroy':
      await answer(api.POST('/api/v1/quarantined-items/{id}/destruction', { params, body: { reason } }));
  }
}
