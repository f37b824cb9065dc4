import { useCallback, useEffect, useState } from 'react';
import type { Message } from '../../../../main/contract/chat.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { useApp } from '../../../state/app-context.tsx';
import { reduceTokenView, tokensToCome, type TokenView } from '../../../state/chat/token-view.ts';

export type ShownTokenView = {
  readonly view: TokenView;
  /** Loads the model for it, or tries again. */
  readonly load: () => void;
};

/** Judges a reply's tokens as long as it is shown: at once when the model is loaded, else when it is asked for. */
export function useTokenView(replyId: Message['id']): ShownTokenView {
  const { client } = useApp();
  const [attempt, setAttempt] = useState(0);
  const [view, setView] = useState<TokenView>(tokensToCome);
  useEffect(() => {
    const subscription = client.tokens.view.subscribe(
      { replyId, mayLoad: attempt > 0 },
      {
        onData: (event) => setView((before) => reduceTokenView(before, event)),
        onError: (error) => setView({ status: 'failed', error: toAppError(error) }),
      },
    );
    return () => subscription.unsubscribe();
  }, [client, replyId, attempt]);
  const load = useCallback(() => {
    setView(tokensToCome);
    setAttempt((count) => count + 1);
  }, []);
  return { view, load };
}
