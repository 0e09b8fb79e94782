import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { StaffItem } from '../../api/types.js';

/** Most people that are fetched to resolve names: a service desk has hundreds at most. */
const MOST_PAGES = 20;
const PAGE = 200;

/** Everybody's name of today, for ids in grants and events; without the right to list staff only the own one. */
export function useStaffNames() {
  const me = useMe();
  const { data: people = [] } = useQuery({
    queryKey: ['staff-names'],
    queryFn: fetchEverybody,
    enabled: may(me, 'list', 'Staff'),
    staleTime: 5 * 60_000,
  });
  const names = new Map([[me.id, me.displayName], ...people.map(({ id, displayName }) => [id, displayName] as const)]);
  return {
    people,
    /** The name, or the id where it is not known. */
    nameOf: (id: string): string => names.get(id) ?? id,
    knows: (id: string | null): id is string => id !== null && names.has(id),
  };
}

async function fetchEverybody(): Promise<StaffItem[]> {
  const people: StaffItem[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < MOST_PAGES && cursor !== null; page += 1) {
    const query = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const { items, nextCursor } = await answer(api.GET('/api/v1/staff', { params: { query } }));
    people.push(...items);
    cursor = nextCursor;
  }
  return people;
}
