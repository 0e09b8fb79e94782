import { useMemo, useState } from 'react';
import { Outlet } from 'react-router';
import { PurposeMemory } from '../recording/purpose-memory.js';
import { SearchMemoryContext, type PersonalSearch } from './personal-search.js';
import { RowMemory, RowMemoryContext } from './row-memory.js';

/** Keeps the personal search, the row and the stated purpose while the person is among the recordings; they are gone when they leave them. */
export function SearchMemory() {
  const [search, remember] = useState<PersonalSearch | null>(null);
  const memory = useMemo(() => ({ search, remember }), [search]);
  const [rows] = useState(() => new RowMemory());
  return (
    <SearchMemoryContext value={memory}>
      <RowMemoryContext value={rows}>
        <PurposeMemory>
          <Outlet />
        </PurposeMemory>
      </RowMemoryContext>
    </SearchMemoryContext>
  );
}
