import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { answerIdSchema, type RoundId, type VoteId } from '../contract/ids.ts';
import { longestPromptInLine, voteSchema } from '../contract/votes.ts';
import type { VoteRecord, VoteRepository } from '../core/ports/vote-repository.ts';
import { prepareBallots } from './ballot-statements.ts';

type VoteRow = {
  readonly id: string;
  readonly roundId: string | null;
  readonly origin: string;
  readonly prompt: string;
  readonly outcome: string;
  readonly isBlind: number;
  readonly tags: string;
  readonly note: string;
  readonly createdAtMs: number;
};
type EntryRow = {
  readonly voteId: string;
  readonly answerId: string | null;
  readonly contestantId: string;
  readonly name: string;
  readonly isBest: number;
  readonly text: string;
  readonly turns: string;
  readonly textStatistics: string;
  readonly marks: string;
};

const voteColumns = `id, round_id AS roundId, origin, prompt, outcome, is_blind AS isBlind, tags, note,
  created_at_ms AS createdAtMs`;
const entryColumns = `e.vote_id AS voteId, e.answer_id AS answerId, e.contestant_id AS contestantId, e.name,
  e.is_best AS isBest, e.text, e.turns, e.text_statistics AS textStatistics, e.marks`;

/** Votes with copies of what was voted on, and the criteria that answers are marked by. */
export function createVoteRepository(database: Database): VoteRepository {
  return {
    ...readingMethods(database),
    lines: lineMethod(database),
    ballots: prepareBallots(database),
    ...savingMethods(database),
    ...criteriaMethods(database),
  };
}

type ReadingMethods = Pick<VoteRepository, 'list' | 'find' | 'ofRounds'>;

function readingMethods(database: Database): ReadingMethods {
  const selectAll = database.prepare<[], VoteRow>(
    `SELECT ${voteColumns} FROM votes WHERE undone_at_ms IS NULL ORDER BY created_at_ms DESC, id DESC`,
  );
  const selectEntries = database.prepare<[], EntryRow>(
    `SELECT ${entryColumns} FROM vote_entries e JOIN votes v ON v.id = e.vote_id
     WHERE v.undone_at_ms IS NULL ORDER BY e.vote_id, e.place`,
  );
  const selectOne = database.prepare<[string], VoteRow>(`SELECT ${voteColumns} FROM votes WHERE id = ?`);
  const selectOfRound = database.prepare<[string], VoteRow>(
    `SELECT ${voteColumns} FROM votes WHERE round_id = ? AND undone_at_ms IS NULL`,
  );
  const selectEntriesOf = database.prepare<[string], EntryRow>(
    `SELECT ${entryColumns} FROM vote_entries e WHERE e.vote_id = ? ORDER BY e.place`,
  );
  const whole = (row: VoteRow): VoteRecord => toRecord(row, selectEntriesOf.all(row.id));
  return {
    list: database.transaction(() => {
      const entries = Map.groupBy(selectEntries.all(), ({ voteId }) => voteId);
      return selectAll.all().map((row) => toRecord(row, entries.get(row.id) ?? []));
    }),
    find: (id) => {
      const row = selectOne.get(id);
      return row === undefined ? null : whole(row);
    },
    ofRounds: database.transaction((ids: readonly RoundId[]) =>
      ids.flatMap((id) => selectOfRound.all(id).map(whole)),
    ) as ReadingMethods['ofRounds'],
  };
}

const lineSchema = voteSchema
  .pick({
    id: true,
    roundId: true,
    origin: true,
    prompt: true,
    outcome: true,
    tags: true,
    note: true,
    createdAtMs: true,
  })
  .extend({ isBlind: z.int(), isVeiled: z.int() });

function lineMethod(database: Database): VoteRepository['lines'] {
  const wanted = '(@ids IS NULL OR v.id IN (SELECT value FROM json_each(@ids)))';
  const select = database.prepare<[{ ids: string | null; length: number }], { tags: string }>(
    `SELECT v.id, v.round_id AS roundId, v.origin, substr(v.prompt, 1, @length) AS prompt, v.outcome, v.is_blind AS isBlind,
       v.tags, v.note, v.created_at_ms AS createdAtMs,
       COALESCE(r.is_blind = 1 AND r.revealed_at_ms IS NULL, 0) AS isVeiled
     FROM votes v LEFT JOIN rounds r ON r.id = v.round_id
     WHERE v.undone_at_ms IS NULL AND ${wanted} ORDER BY v.created_at_ms DESC, v.id DESC`,
  );
  const selectNames = database.prepare<[{ ids: string | null }], Pick<EntryRow, 'voteId' | 'name' | 'isBest'>>(
    `SELECT e.vote_id AS voteId, e.name, e.is_best AS isBest FROM vote_entries e JOIN votes v ON v.id = e.vote_id
     WHERE v.undone_at_ms IS NULL AND ${wanted} ORDER BY e.vote_id, e.place`,
  );
  return database.transaction((only?: readonly VoteId[]) => {
    const ids = only === undefined ? null : JSON.stringify(only);
    const entries = Map.groupBy(selectNames.all({ ids }), ({ voteId }) => voteId);
    return select.all({ ids, length: longestPromptInLine }).map((row) => {
      const { isVeiled, isBlind, ...line } = lineSchema.parse({ ...row, tags: JSON.parse(row.tags) });
      const shown = isVeiled === 1 ? [] : (entries.get(line.id) ?? []);
      return {
        ...line,
        isBlind: isBlind === 1,
        names: shown.map(({ name }) => name),
        bestName: shown.find(({ isBest }) => isBest === 1)?.name ?? null,
      };
    });
  }) as VoteRepository['lines'];
}

type SavingMethods = Pick<VoteRepository, 'save' | 'setTags' | 'undo' | 'redo' | 'purgeUndone'>;

function savingMethods(database: Database): SavingMethods {
  const insert = database.prepare(
    `INSERT INTO votes (id, round_id, origin, prompt, outcome, is_blind, tags, note, created_at_ms)
     VALUES (@id, @roundId, @origin, @prompt, @outcome, @isBlind, @tags, @note, @createdAtMs)`,
  );
  const insertEntry = database.prepare(
    `INSERT INTO vote_entries (vote_id, place, answer_id, contestant_id, name, is_best, text, turns, text_statistics, marks)
     VALUES (@voteId, @place, @answerId, @contestantId, @name, @isBest, @text, @turns, @textStatistics, @marks)`,
  );
  const selectState = database.prepare<[string], { roundId: string | null; undoneAtMs: number | null }>(
    'SELECT round_id AS roundId, undone_at_ms AS undoneAtMs FROM votes WHERE id = ?',
  );
  const hasVote = database.prepare('SELECT 1 FROM votes WHERE round_id = ? AND undone_at_ms IS NULL');
  const undoOfRound = database.prepare('UPDATE votes SET undone_at_ms = ? WHERE round_id = ? AND undone_at_ms IS NULL');
  const revive = database.prepare('UPDATE votes SET undone_at_ms = NULL WHERE id = ?');
  const undo = database.prepare('UPDATE votes SET undone_at_ms = ? WHERE id = ? AND undone_at_ms IS NULL');
  const saveTags = database.prepare('UPDATE votes SET tags = ? WHERE id = ?');
  const purge = database.prepare('DELETE FROM votes WHERE undone_at_ms < ?');

  const add = (vote: VoteRecord): void => {
    if (vote.roundId !== null) undoOfRound.run(vote.createdAtMs, vote.roundId);
    insert.run({ ...vote, isBlind: Number(vote.isBlind), tags: JSON.stringify(vote.tags) });
    for (const [place, entry] of vote.entries.entries())
      insertEntry.run({ ...toEntryRow(entry), voteId: vote.id, place });
  };
  /** @returns whether there is one more than before. */
  const saveOne = (vote: VoteRecord): boolean => {
    const state = selectState.get(vote.id);
    if (state === undefined) {
      add(vote);
      return true;
    }
    if (state.undoneAtMs === null) return false;
    if (state.roundId !== null && hasVote.get(state.roundId) !== undefined) return false;
    revive.run(vote.id);
    return true;
  };
  return {
    save: database.transaction((votes: readonly VoteRecord[]) => {
      const added = votes.filter(saveOne).length;
      return { added, known: votes.length - added };
    }) as SavingMethods['save'],
    setTags: (id, tags) => void saveTags.run(JSON.stringify(tags), id),
    undo: (id, undoneAtMs) => void undo.run(undoneAtMs, id),
    redo: database.transaction((id: VoteId, replacedAtMs: number) => {
      const state = selectState.get(id);
      if (state === undefined || state.undoneAtMs === null) return;
      if (state.roundId !== null) undoOfRound.run(replacedAtMs, state.roundId);
      revive.run(id);
    }) as SavingMethods['redo'],
    purgeUndone: (beforeMs) => void purge.run(beforeMs),
  };
}

function criteriaMethods(database: Database): Pick<VoteRepository, 'criteria' | 'saveCriteria'> {
  const select = database.prepare<[], string>('SELECT name FROM criteria ORDER BY position').pluck();
  const clear = database.prepare('DELETE FROM criteria');
  const insert = database.prepare('INSERT INTO criteria (position, name) VALUES (?, ?)');
  return {
    criteria: () => select.all(),
    saveCriteria: database.transaction((names: readonly string[]) => {
      clear.run();
      for (const [position, name] of names.entries()) insert.run(position, name);
    }) as VoteRepository['saveCriteria'],
  };
}

function toRecord(row: VoteRow, entries: readonly EntryRow[]): VoteRecord {
  const vote = voteSchema.parse({
    ...row,
    isBlind: row.isBlind === 1,
    tags: JSON.parse(row.tags),
    entries: entries.map((entry) => ({
      ...entry,
      isBest: entry.isBest === 1,
      turns: JSON.parse(entry.turns),
      textStatistics: JSON.parse(entry.textStatistics),
      marks: JSON.parse(entry.marks),
    })),
  });
  const answerIds = entries.map(({ answerId }) => answerIdSchema.nullable().parse(answerId));
  return { ...vote, entries: vote.entries.map((entry, place) => ({ ...entry, answerId: answerIds[place] ?? null })) };
}

function toEntryRow(entry: VoteRecord['entries'][number]): object {
  return {
    ...entry,
    isBest: Number(entry.isBest),
    turns: JSON.stringify(entry.turns),
    textStatistics: JSON.stringify(entry.textStatistics),
    marks: JSON.stringify(entry.marks),
  };
}
