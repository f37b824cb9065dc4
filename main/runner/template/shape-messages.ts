import type { GenerateCommand } from '../protocol.ts';
import type { ReasoningStyle } from './reasoning-style.ts';

export type Turns = GenerateCommand['turns'];

/** What a template wants messages to look like; found out by trying (`inspect-template.ts`). */
export type MessageShape = {
  /** `text`: a string; `parts`: a list with one text in it. */
  readonly content: 'text' | 'parts';
  /** False: it refuses or drops a system message, so its text goes before the first question. */
  readonly takesSystemRole: boolean;
  /** `fields`: as a field of the message; `content`: between marks in its text; `none`: not at all. */
  readonly reasoning: 'fields' | 'content' | 'none';
};

/** A message as templates know them. */
export type TemplateMessage = {
  readonly role: string;
  readonly content: string | readonly { readonly type: 'text'; readonly text: string }[];
  readonly [field: string]: unknown;
};

type Words = (text: string) => string;

/** @param mark applied to everything people and models said (`literals.ts`). */
export function shapeMessages(
  turns: Turns,
  shape: MessageShape,
  style: ReasoningStyle | null,
  mark: Words,
): TemplateMessage[] {
  const placed = shape.takesSystemRole ? turns : placeSystemText(turns);
  return placed.map((turn) => {
    const { text, fields } = withThoughts(turn, shape, style, mark);
    return { role: turn.role, content: shape.content === 'text' ? text : [{ type: 'text', text }], ...fields };
  });
}

/** Neighbours of the same role become one, with an empty line between: for templates that insist on taking turns. */
export function joinNeighbours(turns: Turns): Turns {
  const joined: Turns[number][] = [];
  for (const turn of turns) {
    const last = joined.at(-1);
    if (last?.role !== turn.role) joined.push(turn);
    else joined[joined.length - 1] = { ...last, ...turn, text: `${last.text}\n\n${turn.text}` };
  }
  return joined;
}

function placeSystemText(turns: Turns): Turns {
  const system = turns.filter(({ role }) => role === 'system').map(({ text }) => text);
  const others = turns.filter(({ role }) => role !== 'system');
  const first = others.findIndex(({ role }) => role === 'user');
  if (system.length === 0) return turns;
  if (first < 0) return [{ role: 'user', text: system.join('\n\n') }, ...others];
  return others.map((turn, index) => (index === first ? { ...turn, text: [...system, turn.text].join('\n\n') } : turn));
}

type WithThoughts = { readonly text: string; readonly fields: Readonly<Record<string, string>> };

function withThoughts(
  turn: Turns[number],
  shape: MessageShape,
  style: ReasoningStyle | null,
  mark: Words,
): WithThoughts {
  const text = mark(turn.text);
  if (turn.role !== 'assistant' || turn.reasoning === undefined || turn.reasoning === '') return { text, fields: {} };
  const thoughts = mark(turn.reasoning);
  if (shape.reasoning === 'fields') {
    return { text, fields: { reasoning_content: thoughts, reasoning: thoughts, thinking: thoughts } };
  }
  if (shape.reasoning === 'none' || style === null) return { text, fields: {} };
  return { text: `${style.opening}\n${thoughts}\n${style.closing}\n\n${text}`, fields: {} };
}
