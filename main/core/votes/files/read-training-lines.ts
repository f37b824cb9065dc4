import { AppError } from '../../../contract/errors.ts';
import {
  fileVoteSchema,
  lineNoteSchema,
  trainingLineSchema,
  type FileEntry,
  type FileVote,
  type LineNote,
} from '../../../contract/vote-file.ts';
import { firstIssue } from './first-issue.ts';

type Gathered = { readonly line: number; readonly vote: LineNote['vote']; readonly entries: Map<number, FileEntry> };

/**
 * Votes out of our own DPO and KTO lines, in any order and any mixture of the two.
 * @returns `incomplete`: votes of which some answers stand on no line.
 * @throws AppError `votes-foreign` where a line does not carry our field, `votes-malformed`.
 */
export async function readTrainingLines(
  name: string,
  text: string,
  takeTurn: () => Promise<void>,
): Promise<{ readonly votes: readonly FileVote[]; readonly incomplete: number }> {
  const gathered = new Map<string, Gathered>();
  for (const [index, content] of text.split('\n').entries()) {
    await takeTurn();
    if (content.trim() !== '') gather(name, index + 1, content, gathered);
  }
  const whole = [...gathered.values()].filter(({ vote, entries }) => entries.size === vote.answers);
  const votes = whole.map(({ line, vote: { answers, ...vote }, entries }) => {
    const inOrder = Array.from({ length: answers }, (_, place) => entries.get(place));
    const parsed = fileVoteSchema.safeParse({ ...vote, entries: inOrder });
    if (!parsed.success) throw malformed(name, line, firstIssue(parsed.error));
    return parsed.data;
  });
  return { votes, incomplete: gathered.size - whole.length };
}

function gather(name: string, line: number, content: string, gathered: Map<string, Gathered>): void {
  const value = objectOf(name, line, content);
  if (typeof value.counterweight !== 'string') throw new AppError('votes-foreign', { name });
  const note = lineNoteSchema.safeParse(jsonOf(name, line, value.counterweight));
  if (!note.success) throw malformed(name, line, firstIssue(note.error));
  const messages = trainingLineSchema.safeParse(value);
  if (!messages.success) throw malformed(name, line, 'neither a pair nor an answer with its label');
  const { vote, parts } = note.data;
  const said = answersOf(messages.data);
  if (said.length !== parts.length) throw malformed(name, line, 'its answers do not go with what it says about them');
  const known = gathered.get(vote.id) ?? { line, vote, entries: new Map<number, FileEntry>() };
  if (JSON.stringify(known.vote) !== JSON.stringify(vote))
    throw malformed(name, line, 'the vote differs from line ' + known.line);
  gathered.set(vote.id, known);
  for (const [index, { place, turns, ...part }] of parts.entries()) {
    const { text, isBest } = said[index] ?? { text: '', isBest: false };
    known.entries.set(place, { ...part, text, isBest, turns: turns ?? messages.data.prompt });
  }
}

type Said = { readonly text: string; readonly isBest: boolean };

function answersOf(line: ReturnType<typeof trainingLineSchema.parse>): readonly Said[] {
  if ('completion' in line) return [{ text: line.completion[0]?.content ?? '', isBest: line.label }];
  return [
    { text: line.chosen[0]?.content ?? '', isBest: true },
    { text: line.rejected[0]?.content ?? '', isBest: false },
  ];
}

function objectOf(name: string, line: number, content: string): Readonly<Record<string, unknown>> {
  const value = jsonOf(name, line, content);
  if (typeof value !== 'object' || value === null) throw malformed(name, line, 'no JSON object');
  return value as Readonly<Record<string, unknown>>;
}

function jsonOf(name: string, line: number, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw malformed(name, line, 'no JSON');
  }
}

function malformed(name: string, line: number, detail: string): AppError {
  return new AppError('votes-malformed', { name, line, detail });
}
