import { answer, api } from '../../api/client.js';
import type { RecordingItem } from '../../api/types.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { useList, type List } from '../../ui/use-list.js';
import { bodyFilters, queryFilters, type Filters } from './filters.js';
import type { PersonalSearch } from './personal-search.js';

/** The first page is there soon; the further ones are the most that the server gives, so that a long list takes few presses. */
const FIRST_PAGE = 50;
const PAGE = 200;

/** Recordings by filters in the address and, where there is one, by a personal search, which travels in a body only. */
export function useRecordings(filters: Filters, personal: PersonalSearch | null): List<RecordingItem> {
  const today = dayOf(new Date());
  return useList(['recordings', filters, personal, today], cursor => {
    const page = cursor === undefined ? { limit: FIRST_PAGE } : { limit: PAGE, cursor };
    if (!personal) {
      const query = { ...queryFilters(filters, today), ...page };
      return answer(api.GET('/api/v1/recordings', { params: { query } }));
    }
    const body = { ...bodyFilters(filters, today), ...personal, ...page };
    return answer(api.POST('/api/v1/recordings/searches', { body }));
  });
}
