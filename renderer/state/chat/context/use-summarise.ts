import { useEffect, useRef, useState } from 'react';
import type { SummariseEvent } from '../../../../main/contract/context.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import type { ConversationId, MessageId, ModelId } from '../../../../main/contract/ids.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../app-context.tsx';

/** A summary on its way: long conversations are told in parts first. */
export type SummaryWork = { readonly step: number; readonly steps: number; readonly text: string };

export type Summarising = {
  readonly work: SummaryWork | null;
  readonly start: (upToId: MessageId) => void;
  /** Nothing of it is kept. */
  readonly cancel: () => void;
};

type SummariseOptions = {
  readonly conversationId: ConversationId | null;
  readonly modelId: ModelId;
  readonly onDone: () => void;
  readonly onFailed: (error: AppErrorData) => void;
};

/** Has a model summarise a conversation up to a message; whoever leaves gives it up. */
export function useSummarise({ conversationId, modelId, onDone, onFailed }: SummariseOptions): Summarising {
  const app = useApp();
  const [work, setWork] = useState<SummaryWork | null>(null);
  const giveUp = useRef<() => void>(() => undefined);
  useEffect(() => () => giveUp.current(), []);
  return {
    work,
    start(upToId) {
      if (conversationId === null) return;
      setWork({ step: 1, steps: 1, text: '' });
      const subscription = app.client.context.summarise.subscribe(
        { conversationId, modelId, upToId },
        {
          onData(event) {
            if (event.type !== 'done') return setWork((before) => afterEvent(before, event));
            app.announce(t('context.summary-done'));
            setWork(null);
            onDone();
          },
          onError(error) {
            setWork(null);
            onFailed(toAppError(error));
          },
        },
      );
      giveUp.current = () => subscription.unsubscribe();
    },
    cancel() {
      giveUp.current();
      setWork(null);
    },
  };
}

function afterEvent(work: SummaryWork | null, event: Exclude<SummariseEvent, { type: 'done' }>): SummaryWork | null {
  if (work === null) return work;
  if (event.type === 'delta') return { ...work, text: work.text + event.text };
  return { step: event.step, steps: event.steps, text: '' };
}
