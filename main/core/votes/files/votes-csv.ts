import { AppError } from '../../../contract/errors.ts';
import type { TextStatistics } from '../../../contract/answer-figures.ts';
import { fileVoteSchema, type FileEntry, type FileVote } from '../../../contract/vote-file.ts';
import { CsvProblem, type CsvRecord, type CsvText } from '../../ports/csv-text.ts';
import { firstIssue } from './first-issue.ts';
import { guardCell, unguardCell } from './guard-cell.ts';
import { sharedColumns, statisticsColumns, voteColumns, type VoteColumn } from './vote-columns.ts';

type Row = { readonly line: number; readonly cells: Readonly<Record<VoteColumn, string>> };

/** The head of the table, with the mark by which spreadsheets know UTF-8. */
export function csvHead(csv: CsvText): string {
  return `\uFEFF${csv.format([[...voteColumns]])}`;
}

/** A row for each answer, in the order in which they stood. */
export function voteRows(vote: FileVote, csv: CsvText): string {
  return csv.format(
    vote.entries.map((entry, place) => {
      const cells = cellsOf(vote, entry, place);
      return voteColumns.map((column) => guardCell(cells[column]));
    }),
  );
}

/** @throws AppError `votes-foreign` without our columns, `votes-malformed` with the first line that is wrong. */
export async function readVotesCsv(
  name: string,
  text: string,
  csv: CsvText,
  takeTurn: () => Promise<void>,
): Promise<readonly FileVote[]> {
  const rows = rowsOf(name, text, csv);
  const byVote = Map.groupBy(rows, ({ cells }) => cells.vote);
  const votes: FileVote[] = [];
  for (const group of byVote.values()) {
    await takeTurn();
    votes.push(voteOf(name, group));
  }
  return votes;
}

function cellsOf(vote: FileVote, entry: FileEntry, place: number): Record<VoteColumn, string> {
  return {
    ...statisticsCells(entry.textStatistics),
    vote: vote.id,
    created: new Date(vote.createdAtMs).toISOString(),
    blind: String(vote.isBlind),
    outcome: vote.outcome,
    tags: JSON.stringify(vote.tags),
    note: vote.note,
    prompt: vote.prompt,
    answers: String(vote.entries.length),
    place: String(place + 1),
    name: entry.name,
    best: String(entry.isBest),
    text: entry.text,
    marks: JSON.stringify(entry.marks),
    turns: JSON.stringify(entry.turns),
    contestant: JSON.stringify(entry.contestant),
  };
}

function statisticsCells(statistics: TextStatistics): Record<keyof TextStatistics, string> {
  const cells = statisticsColumns.map((column) => [column, String(statistics[column])]);
  return Object.fromEntries(cells) as Record<keyof TextStatistics, string>;
}

function rowsOf(name: string, text: string, csv: CsvText): readonly Row[] {
  const [head, ...records] = parse(name, text, csv);
  const places = new Map(head?.fields.map((field, place) => [field.trim(), place]));
  if (voteColumns.some((column) => !places.has(column))) throw new AppError('votes-foreign', { name });
  return records.map(({ line, fields }) => {
    if (fields.length !== head?.fields.length) {
      throw malformed(name, line, `${fields.length} fields where the head has ${head?.fields.length ?? 0}`);
    }
    const cells = voteColumns.map((column) => [column, unguardCell(fields[places.get(column) ?? -1] ?? '')]);
    return { line, cells: Object.fromEntries(cells) as Row['cells'] };
  });
}

function parse(name: string, text: string, csv: CsvText): readonly CsvRecord[] {
  try {
    return csv.parse(text);
  } catch (error) {
    if (error instanceof CsvProblem) throw malformed(name, error.line, error.message);
    throw error;
  }
}

function voteOf(name: string, group: readonly Row[]): FileVote {
  const rows = group.toSorted((a, b) => Number(a.cells.place) - Number(b.cells.place));
  const first = group[0];
  if (first === undefined) throw new Error('a group without a row');
  for (const row of group) {
    const other = sharedColumns.find((column) => row.cells[column] !== first.cells[column]);
    if (other !== undefined) throw malformed(name, row.line, `"${other}" differs within the vote`);
  }
  for (const [index, row] of rows.entries()) {
    if (row.cells.place !== String(index + 1)) throw malformed(name, row.line, '"place" does not count from 1');
  }
  if (first.cells.answers !== String(rows.length)) {
    throw malformed(name, first.line, `${rows.length} of ${first.cells.answers} answers are there`);
  }
  const entries = rows.map((row) => entryOf(name, row));
  const { cells, line } = first;
  const vote = fileVoteSchema.safeParse({
    ...{ id: cells.vote, prompt: cells.prompt, outcome: cells.outcome, note: cells.note, entries },
    isBlind: flag(name, first, 'blind'),
    tags: json(name, first, 'tags'),
    createdAtMs: Date.parse(cells.created),
  });
  if (!vote.success) throw malformed(name, line, firstIssue(vote.error));
  return vote.data;
}

/** Its parts are judged with the whole vote, but what is no JSON and no number is told here, with its line. */
function entryOf(name: string, row: Row): object {
  const numbers = statisticsColumns.map((column) => [column, count(name, row, column)]);
  return {
    name: row.cells.name,
    isBest: flag(name, row, 'best'),
    text: row.cells.text,
    marks: json(name, row, 'marks'),
    turns: json(name, row, 'turns'),
    contestant: json(name, row, 'contestant'),
    textStatistics: Object.fromEntries(numbers) as object,
  };
}

function flag(name: string, { cells, line }: Row, column: VoteColumn): boolean {
  // A spreadsheet that saved the table writes them large.
  const word = cells[column].toLowerCase();
  if (word !== 'true' && word !== 'false') throw malformed(name, line, `"${column}" is neither true nor false`);
  return word === 'true';
}

function count(name: string, { cells, line }: Row, column: VoteColumn): number {
  if (!/^\d{1,15}$/.test(cells[column])) throw malformed(name, line, `"${column}" is no count`);
  return Number(cells[column]);
}

function json(name: string, { cells, line }: Row, column: VoteColumn): unknown {
  try {
    return JSON.parse(cells[column]);
  } catch {
    throw malformed(name, line, `"${column}" is no JSON`);
  }
}

function malformed(name: string, line: number, detail: string): AppError {
  return new AppError('votes-malformed', { name, line, detail });
}
