import { useMutation, useQueryClient } from '@tanstack/react-query';

/**
 * Does something in a case; afterwards the case, its parts and the board are looked at anew. What was typed is not kept. It is said to be
 * done before that: the sentence takes the focus, which it must not take from what the person has begun meanwhile in a part that is new.
 */
export function useCaseAct<Wanted, Answer>(
  caseId: string,
  send: (wanted: Wanted) => Promise<Answer>,
  onDone: (answer: Answer) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    gcTime: 0,
    onSuccess: async done => {
      onDone(done);
      await Promise.all(
        [['rights-case', caseId], ['rights-board']].map(queryKey => client.invalidateQueries({ queryKey })),
      );
    },
  });
}
