import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import type { NewEnrolment } from '../../api/types.js';

/** Makes a link for a person; it stays in memory for as long as the page is open, and nowhere else. */
export function useMakeLink(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewEnrolment) =>
      answer(api.POST('/api/v1/staff/{id}/enrolments', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['person', id] }),
    gcTime: 0,
  });
}
