import { useEffect, useMemo, type FormEvent, type KeyboardEvent, type RefObject } from 'react';
import type { ContextUseInput } from '../../../../main/contract/context.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useContextUse, type CountedContext } from '../../../state/chat/context/context-use.ts';
import type { ConversationPath } from '../../../state/chat/conversation-path.ts';
import { useWrittenDraft, type WrittenDraft } from '../../../state/chat/written-draft.ts';
import { useConnection } from '../../../state/hooks.ts';
import type { ChosenModel } from '../use-chosen-model.ts';
import { sendability, type Sendability } from './send-hint.ts';
import { sendOnEnter, useMessageField, type MessageField } from '../../../ui/composer/use-message-field.ts';
import { useSending, type Sending } from './use-sending.ts';

export type ComposerPlace = {
  readonly conversationId: string | null;
  /** Of a chat that has not begun. */
  readonly projectId: string | null;
  readonly chosen: ChosenModel;
  /** A reply is being written in this conversation. */
  readonly isBusy: boolean;
  /** The conversation as it stands; null for none. */
  readonly path: ConversationPath | null;
  readonly field: RefObject<HTMLTextAreaElement | null>;
};

export type ComposerState = Sendability &
  MessageField & {
    readonly draft: WrittenDraft;
    readonly counted: CountedContext;
    readonly sending: Sending;
    readonly submit: (event?: FormEvent) => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly chooseModel: (model: Model) => void;
  };

/** Everything the message field does: what is written, counted, attached and sent. */
export function useComposer({ conversationId, projectId, chosen, isBusy, path, field }: ComposerPlace): ComposerState {
  const app = useApp();
  const { model } = chosen;
  const draft = useWrittenDraft(conversationId);
  const question = useQuestion({ conversationId, projectId, modelId: model?.id ?? null }, draft);
  const counted = useContextUse(question, isBusy ? null : path);
  const sending = useSending(question, counted);
  const { isSending } = sending;
  const able = sendability({ text: draft.text, model, connection: useConnection(), isBusy, isSending });
  const message = useMessageField(conversationId, draft, field);
  useEffect(() => {
    // Whoever came here to search keeps the focus in the search field.
    if (conversationId === null && !(document.activeElement instanceof HTMLInputElement)) field.current?.focus();
  }, [conversationId, field]);
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (!able.canSend || model === null) return;
    sending.send(draft, model);
    message.focusField();
  };
  return {
    ...able,
    ...message,
    draft,
    counted,
    sending,
    submit,
    onKeyDown: (event) => sendOnEnter(event, submit),
    chooseModel(next) {
      chosen.choose(next);
      // Whoever chose wants to write; the closing menu would keep the focus.
      app.wantedFocus.set('composer');
    },
  };
}

type Asker = { readonly [Key in 'conversationId' | 'projectId' | 'modelId']: string | null };

/** What has to be counted; the same object as long as nothing of it changes. */
function useQuestion(asker: Asker, { text, replyPrefix, files }: WrittenDraft): ContextUseInput {
  const { conversationId, projectId, modelId } = asker;
  return useMemo(
    () =>
      ({
        conversationId,
        projectId,
        modelId,
        upToId: null,
        draft: text,
        replyPrefix,
        attachmentIds: files.map(({ id }) => id),
      }) as ContextUseInput,
    [conversationId, files, modelId, projectId, replyPrefix, text],
  );
}
