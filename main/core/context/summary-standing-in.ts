import type { Summary } from '../../contract/context.ts';
import type { PathMessage } from './path-message.ts';

/** A path of which the beginning is told by a summary. */
export type ShortenedPath = {
  readonly systemPrompt: string;
  /** The messages that are sent as they are. */
  readonly path: readonly PathMessage[];
  /** How many come before them. */
  readonly coveredMessages: number;
  readonly summary: Summary | null;
};

/**
 * The newest summary in place of everything up to its message. It becomes the end of the system prompt: every template
 * takes one, or has it put before the first question (`main/runner/template/shape-messages.ts`), and what follows begins
 * with a person. A summary of the newest message would leave nothing to answer and is passed over.
 */
export function letSummaryStandIn(path: readonly PathMessage[], systemPrompt: string): ShortenedPath {
  const lastQuestion = path.findLastIndex(({ role }) => role === 'user');
  const index = path.findLastIndex(({ summary }, place) => summary !== null && place < lastQuestion);
  const summary = path[index]?.summary ?? null;
  if (summary === null) return { systemPrompt, path, coveredMessages: 0, summary: null };
  const told = `Summary of the earlier part of this conversation:\n\n${summary.text.trim()}`;
  return {
    systemPrompt: systemPrompt.trim() === '' ? told : `${systemPrompt}\n\n${told}`,
    path: path.slice(index + 1),
    coveredMessages: index + 1,
    summary,
  };
}
