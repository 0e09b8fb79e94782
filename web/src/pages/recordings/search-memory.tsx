import { useMemo, useState } from 'react';
import { Outlet } from 'react-router';
import { SearchMemoryContext, type PersonalSearch } from './personal-search.js';

/** Keeps the personal search while the person is among the recordings; it is gone when they leave them. */
export function SearchMemory() {
  const [search, remember] = useState<PersonalSearch | null>(null);
  const memory = useMemo(() => ({ search, remember }), [search]);
  return (
    <SearchMemoryContext value={memory}>
      <Outlet />
    </SearchMemoryContext>
  );
}
