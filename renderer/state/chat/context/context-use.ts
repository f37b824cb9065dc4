import { useCallback, useMemo } from 'react';
import type { ContextUse, ContextUseInput } from '../../../../main/contract/context.ts';
import { useApp } from '../../app-context.tsx';
import { useRuntime } from '../../hooks.ts';
import { pause } from '../../pause.ts';
import { useAnswer } from '../../use-answer.ts';
import type { ConversationPath } from '../conversation-path.ts';
import { useChatSettings } from '../settings/chat-settings-hooks.ts';

/** A pause in typing after which is counted. */
const countDelayMs = 350;

const neverAborted = new AbortController().signal;

export type CountedContext = {
  /** The newest count there is; null before the first. */
  readonly use: ContextUse | null;
  /** Whether it is of the draft as it is now. */
  readonly isCurrent: boolean;
  /** Counts at once; null when that is not possible. */
  readonly ask: () => Promise<ContextUse | null>;
};

/**
 * What the next message takes, counted again when the draft, the conversation, its settings or the model change.
 * @param path of the conversation as it stands; null while a reply changes it all the time.
 */
export function useContextUse(question: ContextUseInput, path: ConversationPath | null): CountedContext {
  const { client } = useApp();
  const runtime = useRuntime(question.modelId);
  const settings = useChatSettings(question.conversationId, question.projectId)?.effective;
  const state = runtime?.state === 'ready' || runtime?.state === 'generating' ? 'loaded' : 'unloaded';
  const contextSize = runtime?.state === 'ready' ? runtime.info.contextSize : null;
  const asked = JSON.stringify(question);
  const ask = useMemo(() => {
    const input = JSON.parse(asked) as ContextUseInput;
    return (signal: AbortSignal) => client.context.use.query(input, { signal });
  }, [client, asked]);
  const later = useCallback(
    async (signal: AbortSignal) => {
      await pause(countDelayMs, signal);
      return { use: await ask(signal), of: `${question.conversationId} ${question.modelId}` };
    },
    // oxlint-disable-next-line react/exhaustive-deps -- another conversation, model or setting is another question
    [ask, path, settings, state, contextSize],
  );
  const { state: answered, latest } = useAnswer(later);
  return {
    // What was counted of another conversation, or with another model, says nothing here.
    use: latest?.of === `${question.conversationId} ${question.modelId}` ? latest.use : null,
    isCurrent: answered.status === 'live',
    ask: useCallback(() => ask(neverAborted).catch(() => null), [ask]),
  };
}
