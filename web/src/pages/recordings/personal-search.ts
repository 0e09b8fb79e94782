import { createContext, useContext } from 'react';
import type { RecordingSearch } from '../../api/types.js';

/** Personal search terms. They live in memory only: never in an address, a storage or a history. */
export type PersonalSearch = Pick<RecordingSearch, 'phone' | 'name' | 'email' | 'personalIdentityCode' | 'reference'>;

interface SearchMemory {
  readonly search: PersonalSearch | null;
  readonly remember: (search: PersonalSearch | null) => void;
}

export const SearchMemoryContext = createContext<SearchMemory>({ search: null, remember: () => undefined });

/** The personal search in hand, so that the way back from a recording leads to its results. */
export function useSearchMemory(): SearchMemory {
  return useContext(SearchMemoryContext);
}
