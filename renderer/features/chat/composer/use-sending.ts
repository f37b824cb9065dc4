import { useState } from 'react';
import type { ContextUse, ContextUseInput } from '../../../../main/contract/context.ts';
import type { Model } from '../../../../main/contract/models.ts';
import type { CountedContext } from '../../../state/chat/context/context-use.ts';
import type { WrittenDraft } from '../../../state/chat/written-draft.ts';
import { contextState } from '../context/context-parts.ts';
import { useSend, type Send } from './use-send.ts';

/** A count that takes longer is not waited for: the model counts again before anything is sent. */
const longestCountMs = 2000;

export type Sending = Pick<Send, 'failure' | 'dismissFailure'> & {
  /** Being counted or sent. */
  readonly isSending: boolean;
  /** What the person has to choose about before it goes; null when there is nothing. */
  readonly choice: ContextUseInput | null;
  /** Sends, or asks first when it does not fit. */
  readonly send: (draft: WrittenDraft, model: Model) => void;
  /** Sends without asking. */
  readonly go: (draft: WrittenDraft, model: Model) => void;
  readonly dismissChoice: () => void;
};

/** Sends what fits. For everything else the person chooses first: nothing is left out that nobody chose to. */
export function useSending(question: ContextUseInput, counted: CountedContext): Sending {
  const { isSending, failure, send, dismissFailure } = useSend(question.conversationId);
  const [isCounting, setIsCounting] = useState(false);
  const [asked, setAsked] = useState<ContextUseInput | null>(null);
  // Another draft, conversation or model is another question.
  const choice = asked !== null && JSON.stringify(asked) === JSON.stringify(question) ? asked : null;
  const go: Sending['go'] = (draft, model) => {
    setAsked(null);
    send(draft, model);
  };
  return {
    isSending: isSending || isCounting,
    failure,
    dismissFailure,
    choice,
    go,
    dismissChoice: () => setAsked(null),
    send(draft, model) {
      setIsCounting(true);
      void currentUse(counted).then((use) => {
        setIsCounting(false);
        if (use !== null && needsChoice(use)) setAsked(question);
        else go(draft, model);
      });
    },
  };
}

async function currentUse(counted: CountedContext): Promise<ContextUse | null> {
  if (counted.isCurrent) return counted.use;
  const soon = new Promise<null>((resolve) => setTimeout(resolve, longestCountMs, null));
  return Promise.race([counted.ask(), soon]);
}

/** A policy that leaves something out has been chosen already; where even that is not enough, a choice is needed too. */
function needsChoice(use: ContextUse): boolean {
  if (use.contextSize === null) return false;
  const state = contextState(use, use.contextSize);
  const leavesOut = use.policy === 'drop-oldest' || use.policy === 'keep-ends';
  return state === 'over' || (state === 'tight' && !leavesOut);
}
