import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { askedIn, queryOf, type AskedStudy } from './study-address.js';

/** What the address asks for, its study, and the ways to ask for something else. */
export function useStudy() {
  const [address, setAddress] = useSearchParams();
  const asked = askedIn(address, dayOf(new Date()));
  const query = useQuery({
    queryKey: ['studies', asked],
    queryFn: () => answer(api.GET('/api/v1/studies/service-levels', { params: { query: queryOf(asked) } })),
  });
  return {
    asked,
    query,
    choose: (study: AskedStudy) => {
      setAddress(queryOf(study), { preventScrollReset: true });
    },
    clear: () => {
      setAddress({}, { preventScrollReset: true });
    },
  };
}
