import { useCallback, useState } from 'react';
import type { OverflowPolicy } from '../../../../main/contract/chat-settings.ts';
import type { ContextUseInput, OverflowOptions } from '../../../../main/contract/context.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useSummarise, type SummaryWork } from '../../../state/chat/context/use-summarise.ts';
import { useChatSettings } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { withChange } from '../../../state/chat/settings/own-settings.ts';
import { useRunCommands } from '../../../state/runtime/run-commands.ts';
import { useAnswer, type Answer } from '../../../state/use-answer.ts';
import type { OverflowStep } from './overflow-choices.ts';

export type Overflow = {
  readonly options: Answer<OverflowOptions>;
  /** A summary that is being written. */
  readonly summary: SummaryWork | null;
  /** Tokens of the context the model is loaded with. */
  readonly loadingSize: number | null;
  readonly failure: AppErrorData | null;
  readonly choose: (step: OverflowStep) => void;
  /** Gives a summary up; nothing of it is kept. */
  readonly cancel: () => void;
};

type OverflowQuestion = {
  readonly question: ContextUseInput;
  readonly model: Model;
  /** What was in the way is out of it. */
  readonly onGo: () => void;
};

/** The ways to go on with a message that does not fit, and carrying one of them out. */
export function useOverflow({ question, model, onGo }: OverflowQuestion): Overflow {
  const { client } = useApp();
  const { conversationId } = question;
  const run = useRunCommands();
  const keepPolicy = useKeepPolicy(question);
  const [loadingSize, setLoadingSize] = useState<number | null>(null);
  const [failure, setFailure] = useState<AppErrorData | null>(null);
  const asked = JSON.stringify({ ...question, modelId: model.id });
  const ask = useCallback(
    (signal: AbortSignal) => {
      const input = JSON.parse(asked) as ContextUseInput & { readonly modelId: Model['id'] };
      return client.context.options.query(input, { signal });
    },
    [asked, client],
  );
  const options = useAnswer(ask);
  const goBy = (policy: OverflowPolicy): void =>
    void keepPolicy(policy).then(onGo, (error: unknown) => setFailure(toAppError(error)));
  const summarising = useSummarise({
    conversationId,
    modelId: model.id,
    onDone: () => goBy('summarise'),
    onFailed: setFailure,
  });
  const enlarge = async (contextSize: number): Promise<void> => {
    setLoadingSize(contextSize);
    const isLoaded = await run.loadWithContext(model, contextSize);
    setLoadingSize(null);
    if (isLoaded) onGo();
    else options.retry();
  };
  return {
    options,
    summary: summarising.work,
    loadingSize,
    failure,
    choose(step) {
      setFailure(null);
      if (step.type === 'policy') goBy(step.policy);
      else if (step.type === 'summarise') summarising.start(step.upToId);
      else if (step.type === 'larger') void enlarge(step.contextSize);
      else onGo();
    },
    cancel: summarising.cancel,
  };
}

/** Keeps what the person chose for this chat; resolves once it holds, so that what is sent next is sent by it. */
function useKeepPolicy({ conversationId, projectId }: ContextUseInput): (overflow: OverflowPolicy) => Promise<void> {
  const { client } = useApp();
  const settings = useChatSettings(conversationId, projectId);
  return async (overflow) => {
    if (settings === null) return;
    const { own, inherited } = settings;
    const changed = withChange(own.settings, { overflow }, inherited.settings);
    await client.chatSettings.save.mutate({ conversationId, own: { ...own, settings: changed } });
  };
}
