import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { useOpened } from '../../ui/use-opened.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';

/** One incident, whose opening is an event in the log. */
export function useIncident(id: string) {
  return useOpened(['incident', id], () => answer(api.GET('/api/v1/incidents/{id}', { params: { path: { id } } })));
}

/** Everybody whom a form may name. */
export function useIncidentStaff() {
  return useQuery({ queryKey: ['incident-staff'], queryFn: () => answer(api.GET('/api/v1/incidents/staff')) });
}

/** Does something about an incident; afterwards it is looked at anew. What was typed is not kept. */
export function useIncidentAct<Wanted, Answer>(
  send: (wanted: Wanted) => Promise<Answer>,
  onDone: (answer: Answer) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    gcTime: 0,
    onSuccess: async done => {
      onDone(done);
      const stale = [['incident'], ['incidents'], TASKS_KEY];
      await Promise.all(stale.map(queryKey => client.invalidateQueries({ queryKey })));
    },
  });
}
