import type { ContextRecord, ContextUse } from '../../contract/context.ts';
import { AppError } from '../../contract/errors.ts';
import { countDraft, type WrittenDraft } from './count-draft.ts';
import { divideIntoExchanges, mostDroppable } from './exchanges.ts';
import { probe, type HistoryQuestion, type HistoryTokens } from './measure-history.ts';
import type { PathMessage } from './path-message.ts';
import { planContext, type ContextPlanInput, type ContextRunner } from './plan-context.ts';
import { leastRoom, reservedForReply } from './reply-room.ts';
import type { Counting } from './token-counts.ts';

/** Without a model there is nothing to count with. */
export const nothingUsed: ContextUse = {
  isExact: false,
  contextSize: null,
  systemTokens: 0,
  historyTokens: 0,
  draftTokens: 0,
  attachments: [],
  leftOut: [],
  leftOutTokens: 0,
  reservedTokens: 0,
  isOver: false,
  policy: 'ask',
  largerContextSize: null,
};

export type UseQuestion = {
  readonly history: HistoryQuestion;
  readonly draft: WrittenDraft;
  readonly runner: ContextRunner;
  readonly counts: Counting;
  readonly isExact: boolean;
  readonly historyTokens: (question: HistoryQuestion) => Promise<HistoryTokens>;
};

/** The figures of the next message: sums of what was counted, and the very plan of a send where something is left out. */
export async function toUse(
  question: UseQuestion,
  signal: AbortSignal,
): Promise<Omit<ContextUse, 'largerContextSize'>> {
  const { history, draft, runner, counts, isExact } = question;
  const { settings, path } = history;
  const { contextSize } = runner.info;
  const measured = await question.historyTokens(history);
  const { tokens: draftTokens, attachments } = await countDraft(runner, draft, counts, signal);
  const reservedTokens = reservedForReply(contextSize, settings.sampling.maxTokens);
  const { systemTokens } = measured;
  const total = systemTokens + measured.historyTokens + draftTokens;
  const figures = {
    isExact,
    contextSize,
    systemTokens,
    draftTokens,
    attachments,
    reservedTokens,
    policy: settings.overflow,
  };
  const input: ContextPlanInput = { ...history, path: withDraft(path, draft), prefix: null };
  const plan = total + reservedTokens > contextSize ? await planned(input, counts, signal) : null;
  if (plan === null || plan === 'too-long') {
    const { coveredMessages, coveredTokens: leftOutTokens, historyTokens } = measured;
    const leftOut = coveredMessages === 0 ? [] : [{ from: 0, to: coveredMessages }];
    const isOver = plan === 'too-long' || total + leastRoom > contextSize;
    return { ...figures, historyTokens, leftOut, leftOutTokens, isOver };
  }
  const historyTokens = Math.max(0, plan.promptTokens - systemTokens - draftTokens);
  const leftOutTokens = Math.max(0, measured.historyTokens - historyTokens);
  return { ...figures, historyTokens, leftOut: plan.leftOut, leftOutTokens, isOver: false };
}

/** Null where the policy leaves nothing out, whatever comes. */
async function planned(
  input: ContextPlanInput,
  counts: Counting,
  signal: AbortSignal,
): Promise<ContextRecord | 'too-long' | null> {
  if (mostDroppable(input.settings.overflow, divideIntoExchanges(input.path).length) === 0) return null;
  try {
    return (await planContext(input, counts, signal)).context;
  } catch (error) {
    if (error instanceof AppError && error.code === 'context-overflow') return 'too-long';
    throw error;
  }
}

/** The path with what is being written as the message it becomes; a question that waits for its answer needs none. */
export function withDraft(path: readonly PathMessage[], { text, files }: WrittenDraft): readonly PathMessage[] {
  const isWritten = text !== '' || files.length > 0;
  if (!isWritten && path.at(-1)?.role === 'user') return path;
  return [...path, { ...probe, place: path.length, text: isWritten ? text : probe.text, attachments: files }];
}
