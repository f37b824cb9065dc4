import type { ExportInput, LeftOut, LeftOutReason } from '../../../contract/exchange.ts';
import type { ExchangeConversation, ExchangeProject } from '../../../contract/exchange-file.ts';

export type ExportContext = {
  readonly options: Pick<ExportInput, 'branches' | 'includesReasoning' | 'ratings'>;
  readonly projects: ReadonlyMap<string, ExchangeProject>;
  readonly appVersion: string;
  readonly exportedAtMs: number;
  readonly conversations: number;
};

/** The conversations in the order in which they will be written. */
export type Contents = readonly Pick<ExchangeConversation, 'id' | 'title'>[];

/**
 * One conversation as text, in pieces that are made when they are asked for: a long one must not hold everything else up.
 * There are none when the format has nothing to say about it.
 */
export type Written = {
  readonly pieces: Iterable<string>;
  readonly messages: number;
  /** Samples, for the fine-tuning formats. */
  readonly lines: number;
  readonly leftOut: readonly LeftOut[];
};

/** A file is its beginning, its conversations with `between` in the middle, and its end. */
export type ExportFormatWriter = {
  readonly opening: string;
  readonly between: string;
  readonly closing: string;
  readonly write: (conversation: ExchangeConversation) => Written;
};

/** Sums up by reason, in the order in which they came first. */
export class LeftOutCounts {
  readonly #counts = new Map<LeftOutReason, number>();

  add(reason: LeftOutReason, count = 1): void {
    if (count > 0) this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + count);
  }

  addAll(all: readonly LeftOut[]): void {
    for (const { reason, count } of all) this.add(reason, count);
  }

  list(): readonly LeftOut[] {
    return [...this.#counts].map(([reason, count]) => ({ reason, count }));
  }
}

/** What a conversation's replies are told first: its own words, or its project's. Variables are not filled in. */
export function systemPromptOf(
  conversation: ExchangeConversation,
  projects: ReadonlyMap<string, ExchangeProject>,
): string {
  const project = conversation.projectId === null ? undefined : projects.get(conversation.projectId);
  return conversation.ownSettings?.systemPrompt ?? project?.systemPrompt ?? '';
}

/** What ended a reply before its end, in a word; null for one that is whole. */
export function unfinishedWord({
  status,
  stopReason,
}: Pick<ExchangeConversation['messages'][number], 'status' | 'stopReason'>): string | null {
  if (status === 'stopped') return 'Stopped here';
  if (status === 'interrupted') return 'Interrupted here';
  if (status === 'failed') return 'Failed here';
  return stopReason === 'max-tokens' || stopReason === 'context-full' ? 'Out of room here' : null;
}
