import { useState } from 'react';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useChatSession } from '../../../state/chat/chat-hooks.ts';
import { clearSentDraft } from '../../../state/chat/drafts.ts';
import { organiseSessionOf } from '../../../state/chat/organise/organise-session.ts';
import type { WrittenDraft } from '../../../state/chat/written-draft.ts';

export type Send = {
  readonly isSending: boolean;
  readonly failure: AppErrorData | null;
  readonly send: (draft: WrittenDraft, model: Model) => void;
  readonly dismissFailure: () => void;
};

/** Sends a message. The draft is let go only once the message is stored; until then nothing is lost. */
export function useSend(conversationId: string | null): Send {
  const app = useApp();
  const { client, router } = app;
  const { drafts } = useChatSession();
  const [isSending, setIsSending] = useState(false);
  const [failed, setFailed] = useState<{ readonly id: string | null; readonly error: AppErrorData } | null>(null);
  const send = ({ text, files, replyPrefix, showPrefix }: WrittenDraft, model: Model): void => {
    setIsSending(true);
    setFailed(null);
    client.chat.send
      .mutate({
        conversationId,
        projectId: conversationId === null ? organiseSessionOf(app).newChatProjectId.get() : null,
        text,
        modelId: model.id,
        attachmentIds: files.map(({ id }) => id),
        replyPrefix,
      })
      .then(
        (sent) => {
          clearSentDraft(drafts, conversationId, text);
          showPrefix(false);
          const route = router.route.get();
          const isStillHere = route.screen === 'chat' && route.conversationId === null;
          if (conversationId === null && isStillHere)
            router.navigate({ screen: 'chat', conversationId: sent.conversationId });
        },
        (error: unknown) => setFailed({ id: conversationId, error: toAppError(error) }),
      )
      .finally(() => setIsSending(false));
  };
  const failure = failed !== null && failed.id === conversationId ? failed.error : null;
  return { isSending, failure, send, dismissFailure: () => setFailed(null) };
}
