import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';

export const CODES_KEY = ['recovery-codes'] as const;

/** Makes new recovery codes; the ones before open nothing any more. */
export function useNewCodes() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => (await answer(api.POST('/api/v1/me/recovery-codes'))).codes,
    onSuccess: () => client.invalidateQueries({ queryKey: CODES_KEY }),
  });
}
