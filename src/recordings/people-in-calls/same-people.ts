/** Somebody as far as it matters who is who: marks are equal for equal values, and say nothing of them. */
export interface Marked {
  readonly id: string;
  readonly marks: readonly string[];
}

/**
 * Those who share a mark, together, each once, in the order of the first of each. Whoever shares none is alone: two that are one person
 * by nothing that is kept count twice, so that nobody is left out.
 */
export function samePeople(all: readonly Marked[]): string[][] {
  const leaders = new Map<string, string>();
  const leaderOf = (id: string): string => {
    const next = leaders.get(id) ?? id;
    return next === id ? id : leaderOf(next);
  };
  const firstWith = new Map<string, string>();
  for (const { id, marks } of all) {
    for (const mark of marks) {
      const first = firstWith.get(mark);
      if (first === undefined) firstWith.set(mark, id);
      else leaders.set(leaderOf(id), leaderOf(first));
    }
  }
  return [...Map.groupBy(all, ({ id }) => leaderOf(id)).values()].map(group => group.map(({ id }) => id));
}
