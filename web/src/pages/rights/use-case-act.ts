import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Does something in a case; afterwards the case, its parts and the board are looked at anew. What was typed is not kept. */
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
      await Promise.all(
        [['rights-case', caseId], ['rights-board']].map(queryKey => client.invalidateQueries({ queryKey })),
      );
      onDone(done);
    },
  });
}
