import { answer, api } from '../../api/client.js';
import type { RecordingItem } from '../../api/types.js';
import { useList, type List } from '../../ui/use-list.js';
import { bodyFilters, setFilters, type Filters } from './filters.js';
import type { PersonalSearch } from './personal-search.js';

/** Recordings by filters in the address and, where there is one, by a personal search, which travels in a body only. */
export function useRecordings(filters: Filters, personal: PersonalSearch | null): List<RecordingItem> {
  return useList(['recordings', filters, personal], cursor => {
    const page = cursor === undefined ? {} : { cursor };
    if (!personal)
      return answer(api.GET('/api/v1/recordings', { params: { query: { ...setFilters(filters), ...page } } }));
    return answer(api.POST('/api/v1/recordings/searches', { body: { ...bodyFilters(filters), ...personal, ...page } }));
  });
}
