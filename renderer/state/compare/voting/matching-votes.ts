import type { VoteLine, VoteOutcome } from '../../../../main/contract/votes.ts';

export type VoteFilters = {
  readonly words: string;
  /** Null: any. */
  readonly tag: string | null;
  readonly outcome: VoteOutcome | null;
  readonly onlyBlind: boolean;
};
export const noVoteFilters: VoteFilters = { words: '', tag: null, outcome: null, onlyBlind: false };

/** Votes with all of the words in prompt, note, names or tags; letter case aside. */
export function matchingVotes(votes: readonly VoteLine[], filters: VoteFilters): readonly VoteLine[] {
  const words = fold(filters.words).split(/\s+/).filter(Boolean);
  const tag = filters.tag === null ? null : fold(filters.tag);
  return votes.filter((vote) => {
    if (filters.outcome !== null && vote.outcome !== filters.outcome) return false;
    if (filters.onlyBlind && !vote.isBlind) return false;
    if (tag !== null && !vote.tags.some((own) => fold(own) === tag)) return false;
    if (words.length === 0) return true;
    const text = fold([vote.prompt, vote.note, ...vote.names, ...vote.tags].join('\n'));
    return words.every((word) => text.includes(word));
  });
}

/** By use, most first; the spelling that was used last. */
export function tagsOfVotes(votes: readonly VoteLine[]): readonly string[] {
  const uses = new Map<string, { readonly tag: string; readonly count: number }>();
  for (const tag of votes.flatMap(({ tags }) => tags)) {
    const known = uses.get(fold(tag));
    uses.set(fold(tag), { tag: known?.tag ?? tag, count: (known?.count ?? 0) + 1 });
  }
  return [...uses.values()].toSorted((one, other) => other.count - one.count).map(({ tag }) => tag);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
