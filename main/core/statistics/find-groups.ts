import type { Choice } from './choice.ts';

/**
 * Contestants that met, directly or through others: between groups nothing can be said (Ford, 1957).
 * @returns the largest first; everyone is in one.
 */
export function findGroups(choices: readonly Choice[], contestants: number): number[][] {
  const leaders = Array.from({ length: contestants }, (_, index) => index);
  const leaderOf = (contestant: number): number => {
    let at = contestant;
    for (let next = leaders[at] ?? at; next !== at; next = leaders[at] ?? at) at = next;
    return at;
  };
  for (const { entries } of choices) {
    const [first, ...others] = entries.map(({ contestant }) => leaderOf(contestant));
    if (first !== undefined) for (const other of others) leaders[leaderOf(other)] = leaderOf(first);
  }
  const groups = Map.groupBy(leaders.keys(), leaderOf);
  return [...groups.values()].toSorted((a, b) => b.length - a.length);
}
