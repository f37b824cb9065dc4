import type { LoadedRunner } from '../../../main/core/ports/runner-pool.ts';
import { createWordRunner, promptWords, type WordRunner } from './word-runner.ts';

export type SpeakingRunner = WordRunner &
  Pick<LoadedRunner, 'generate'> & {
    /** What was asked for, in order. */
    readonly asked: readonly string[];
  };

type SpeakingOptions = {
  readonly contextSize: number;
  /** Its reply to the request of this number, 0 first. */
  readonly say: (request: number, asked: string) => string;
  /** Called before each reply; a test may give up here. */
  readonly onAsked?: (request: number) => void;
};

/** A runner that counts words and says what it is told to, a word at a time, until a reply's tokens are used up. */
export function createSpeakingRunner({ contextSize, say, onAsked }: SpeakingOptions): SpeakingRunner {
  const words = createWordRunner(contextSize);
  const asked: string[] = [];
  const generate: LoadedRunner['generate'] = async ({ turns, sampling }, { signal, onEvent }) => {
    const question = turns.at(-1)?.text ?? '';
    asked.push(question);
    onAsked?.(asked.length - 1);
    if (promptWords(turns) + (sampling.maxTokens ?? 0) > contextSize) throw new Error('it does not fit');
    const pieces = say(asked.length - 1, question).split(/(?<= )/);
    const spoken = pieces.slice(0, sampling.maxTokens ?? undefined);
    for (const text of spoken) if (!signal.aborted) onEvent({ type: 'delta', kind: 'text', text });
    await Promise.resolve();
    const stopReason = signal.aborted ? 'stopped' : spoken.length < pieces.length ? 'max-tokens' : 'end';
    return { stopReason, stats: { ...noStats, replyTokens: spoken.length }, tokens: null };
  };
  return Object.defineProperties(
    { generate, asked } as unknown as SpeakingRunner,
    Object.getOwnPropertyDescriptors(words),
  );
}

const noStats = {
  promptTokens: 0,
  reusedTokens: 0,
  replyTokens: 0,
  firstTokenMs: null,
  promptTokensPerSecond: null,
  replyTokensPerSecond: null,
  loadMs: 0,
  reasoningTokens: null,
  reasoningMs: null,
};
