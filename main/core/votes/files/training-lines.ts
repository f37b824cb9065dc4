import type { FileEntry, FileVote, LineNote } from '../../../contract/vote-file.ts';
import type { VoteLeftOut } from '../../../contract/votes.ts';

type Turn = FileEntry['turns'][number];
type Placed = { readonly place: number; readonly entry: FileEntry };
export type TrainingLines = {
  /** One JSON object a line, each with its line end. */
  readonly lines: readonly string[];
  readonly leftOut: readonly VoteLeftOut['reason'][];
};

/**
 * The best answer against each other one, in the conversational preference form of TRL's DPO trainer. `prompt` holds what
 * both were asked: the earlier turns have to be the same; where only the system prompts differ, the pair goes without one.
 */
export function dpoLines(vote: FileVote): TrainingLines {
  const placed = vote.entries.map((entry, place) => ({ entry, place }));
  const best = placed.find(({ entry }) => entry.isBest);
  if (best === undefined) return { lines: [], leftOut: ['no-preference'] };
  const lines: string[] = [];
  const leftOut: VoteLeftOut['reason'][] = [];
  for (const other of placed) {
    if (other === best) continue;
    const prompt = commonPrompt(best.entry.turns, other.entry.turns);
    if (prompt === null) leftOut.push('other-history');
    else if (isEmpty(best) || isEmpty(other)) leftOut.push('empty');
    else {
      const messages = { prompt, chosen: answer(best), rejected: answer(other) };
      lines.push(line({ ...messages, counterweight: note(vote, prompt, [best, other]) }));
    }
  }
  return { lines, leftOut };
}

/** Each answer by itself, in the unpaired form of TRL's KTO trainer: wanted is the best one, unwanted what lost or was bad. */
export function ktoLines(vote: FileVote): TrainingLines {
  if (vote.outcome === 'tie') return { lines: [], leftOut: ['no-preference'] };
  const lines: string[] = [];
  const leftOut: VoteLeftOut['reason'][] = [];
  for (const [place, entry] of vote.entries.entries()) {
    if (isEmpty({ entry })) leftOut.push('empty');
    else {
      const messages = { prompt: entry.turns, completion: answer({ entry }), label: entry.isBest };
      lines.push(line({ ...messages, counterweight: note(vote, entry.turns, [{ place, entry }]) }));
    }
  }
  return { lines, leftOut };
}

function line(fields: object): string {
  return `${JSON.stringify(fields)}\n`;
}

function answer({ entry }: Pick<Placed, 'entry'>): readonly Turn[] {
  return [{ role: 'assistant', content: entry.text }];
}

function isEmpty({ entry }: Pick<Placed, 'entry'>): boolean {
  return entry.text.trim() === '';
}

/** Null where what was said before the answer is not the same. */
function commonPrompt(one: readonly Turn[], other: readonly Turn[]): readonly Turn[] | null {
  if (isSame(one, other)) return one;
  const oneSaid = one.filter(({ role }) => role !== 'system');
  const otherSaid = other.filter(({ role }) => role !== 'system');
  return isSame(oneSaid, otherSaid) ? oneSaid : null;
}

function isSame(one: readonly Turn[], other: readonly Turn[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ role, content }, index) => role === other[index]?.role && content === other[index].content)
  );
}

/** What the line's own messages do not say. A string, so that loaders of data sets see one plain column. */
function note(vote: FileVote, prompt: readonly Turn[], placed: readonly Placed[]): string {
  const { entries, ...facts } = vote;
  const parts = placed.map(({ place, entry }) => {
    const { text: _text, isBest: _isBest, turns, ...rest } = entry;
    return { place, ...rest, ...(isSame(turns, prompt) ? {} : { turns }) };
  });
  const value: LineNote = { version: 1, vote: { ...facts, answers: entries.length }, parts };
  return JSON.stringify(value);
}
