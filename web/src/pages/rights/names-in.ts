import type { RightsCase } from '../../api/types.js';

type Looked = Pick<RightsCase, 'officerId' | 'officerName'> & {
  readonly journal: readonly Pick<RightsCase['journal'][number], 'actorId' | 'actorName'>[];
};

/** The names of those who did something in a case, by their ids: whoever decided something has an entry in its journal. */
export function namesIn({ officerId, officerName, journal }: Looked): ReadonlyMap<string, string> {
  const people = [{ actorId: officerId, actorName: officerName }, ...journal];
  return new Map(
    people.flatMap(({ actorId, actorName }) =>
      actorId === null || actorName === null ? [] : [[actorId, actorName] as const],
    ),
  );
}
