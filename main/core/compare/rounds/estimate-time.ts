/** Rates that were measured on this computer. */
export type MeasuredSpeed = {
  readonly loadMs: number | null;
  readonly promptTokensPerSecond: number | null;
  readonly replyTokensPerSecond: number;
};

export type AnswerWork = { readonly promptTokens: number; readonly replyTokens: number };

/** How long an answer takes without its load: prompt tokens ÷ their rate + reply tokens ÷ theirs. */
export function estimateAnswerMs(
  speed: MeasuredSpeed | null,
  { promptTokens, replyTokens }: AnswerWork,
): number | null {
  if (speed === null || speed.replyTokensPerSecond <= 0) return null;
  const promptRate = speed.promptTokensPerSecond ?? speed.replyTokensPerSecond;
  const promptMs = promptRate > 0 ? (promptTokens / promptRate) * 1000 : 0;
  return promptMs + (replyTokens / speed.replyTokensPerSecond) * 1000;
}

export type EstimatedGroup = {
  readonly isLoaded: boolean;
  readonly isOnCard: boolean;
  readonly loadMs: number | null;
  readonly answersMs: readonly (number | null)[];
};

/**
 * Loads happen one after another; runners on the processor share its threads, so their times add up, while those on cards
 * go on beside them. Null where anything is not known: half an estimate would be a promise that cannot be kept.
 */
export function estimateStepMs(groups: readonly EstimatedGroup[]): number | null {
  let loadsMs = 0;
  let processorMs = 0;
  let cardMs = 0;
  for (const { isLoaded, isOnCard, loadMs, answersMs } of groups) {
    if (!isLoaded && loadMs === null) return null;
    if (!isLoaded) loadsMs += loadMs ?? 0;
    const answering = answersMs.reduce((sum, ms) => (sum === null || ms === null ? null : sum + ms), 0);
    if (answering === null) return null;
    if (isOnCard) cardMs = Math.max(cardMs, answering);
    else processorMs += answering;
  }
  return loadsMs + Math.max(processorMs, cardMs);
}

/** A step that is under way or still to come. */
export type StepTime = {
  readonly estimatedMs: number | null;
  /** Null while it has not begun. */
  readonly startedAtMs: number | null;
};

/**
 * What is left of all steps. A step that takes longer than was estimated counts with a tenth of what it took, so that the
 * rest never reads "0 s" while words still come.
 */
export function estimateRemainingMs(steps: readonly StepTime[], nowMs: number): number | null {
  return steps.reduce<number | null>((sum, { estimatedMs, startedAtMs }) => {
    if (sum === null || estimatedMs === null) return null;
    if (startedAtMs === null) return sum + estimatedMs;
    const passedMs = nowMs - startedAtMs;
    return sum + Math.max(estimatedMs - passedMs, passedMs * overdueShare);
  }, 0);
}

const overdueShare = 0.1;
