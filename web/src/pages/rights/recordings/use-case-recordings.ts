import { answer, api } from '../../../api/client.js';
import type { CaseRecording } from '../../../api/types.js';
import { useList, type List } from '../../../ui/use-list.js';

/** The recordings of a case; a look at them is an event. */
export function useCaseRecordings(id: string): List<CaseRecording> {
  return useList(['rights-case', id, 'recordings'], cursor => {
    const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/rights-requests/{id}/recordings', { params: { path: { id }, query } }));
  });
}
