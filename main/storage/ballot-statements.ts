import type { Database } from 'better-sqlite3';
import { textStatisticsSchema } from '../contract/answer-figures.ts';
import type { ContestantId } from '../contract/ids.ts';
import { voteSchema } from '../contract/votes.ts';
import type { Ballot, VoteRepository } from '../core/ports/vote-repository.ts';

type VoteRow = { readonly id: string; readonly outcome: string; readonly isBlind: number; readonly tags: string };
type EntryRow = {
  readonly voteId: string;
  readonly contestantId: string;
  readonly isBest: number;
  readonly textStatistics: string;
};

/** Votes as ratings read them: thousands at once, whenever one of them changes. */
export function prepareBallots(database: Database): VoteRepository['ballots'] {
  const shown = `v.undone_at_ms IS NULL AND NOT EXISTS
    (SELECT 1 FROM rounds r WHERE r.id = v.round_id AND r.is_blind = 1 AND r.revealed_at_ms IS NULL)`;
  const selectVotes = database.prepare<[], VoteRow>(
    `SELECT v.id, v.outcome, v.is_blind AS isBlind, v.tags FROM votes v WHERE ${shown}
     ORDER BY v.created_at_ms DESC, v.id DESC`,
  );
  const selectEntries = database.prepare<[], EntryRow>(
    `SELECT e.vote_id AS voteId, e.contestant_id AS contestantId, e.is_best AS isBest, e.text_statistics AS textStatistics
     FROM vote_entries e JOIN votes v ON v.id = e.vote_id WHERE ${shown} ORDER BY e.vote_id, e.place`,
  );
  return database.transaction(() => {
    const entries = Map.groupBy(selectEntries.all(), ({ voteId }) => voteId);
    return selectVotes.all().map(({ id, outcome, isBlind, tags }): Ballot => ({
      outcome: voteSchema.shape.outcome.parse(outcome),
      isBlind: isBlind === 1,
      tags: voteSchema.shape.tags.parse(JSON.parse(tags)),
      entries: (entries.get(id) ?? []).map((entry) => ({
        contestantId: entry.contestantId as ContestantId,
        isBest: entry.isBest === 1,
        textStatistics: textStatisticsSchema.parse(JSON.parse(entry.textStatistics)),
      })),
    }));
  });
}
