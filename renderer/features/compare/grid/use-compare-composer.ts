import { useState, type FormEvent, type KeyboardEvent, type RefObject } from 'react';
import { maxMessageLength } from '../../../../main/contract/chat.ts';
import type { Comparison, Round } from '../../../../main/contract/compare.ts';
import { columnLimits } from '../../../../main/contract/contestants.ts';
import { compareDraftKey } from '../../../../main/contract/drafts.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import type { PlainWordKey } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useChatSession } from '../../../state/chat/chat-hooks.ts';
import { clearSentDraft } from '../../../state/chat/drafts.ts';
import { useWrittenDraft, type WrittenDraft } from '../../../state/chat/written-draft.ts';
import { useNextTags } from '../../../state/compare/round-tags.ts';
import { useConnection } from '../../../state/hooks.ts';
import { sendOnEnter, useMessageField, type MessageField } from '../../../ui/composer/use-message-field.ts';

type ComposerPlace = {
  readonly comparison: Comparison;
  readonly rounds: readonly Round[];
  readonly field: RefObject<HTMLTextAreaElement | null>;
};

type CompareComposerState = MessageField & {
  readonly draft: WrittenDraft;
  /** Of the next prompts. */
  readonly tags: readonly string[];
  readonly setTags: (tags: readonly string[]) => void;
  readonly canSend: boolean;
  readonly hint: PlainWordKey;
  /** The round under way; null when the next may be asked. */
  readonly running: Round | null;
  readonly failure: AppErrorData | null;
  readonly dismissFailure: () => void;
  readonly submit: (event?: FormEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

/** Everything the prompt field does. The draft is let go only once the prompt is kept. */
export function useCompareComposer({ comparison, rounds, field }: ComposerPlace): CompareComposerState {
  const app = useApp();
  const { drafts } = useChatSession();
  const key = compareDraftKey(comparison.id);
  const draft = useWrittenDraft(key);
  const [tags, setTags] = useNextTags(comparison.id);
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<AppErrorData | null>(null);
  const connection = useConnection();
  const running = rounds.findLast(({ progress }) => progress !== null) ?? null;
  const obstacle = obstacleOf({ text: draft.text, isLost: connection === 'lost', isSending, running, comparison });
  const canSend = obstacle === null && draft.text.trim() !== '';
  const message = useMessageField(key, draft, field);
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (!canSend) return;
    const { text, files } = draft;
    setIsSending(true);
    setFailure(null);
    app.client.compare.ask
      .mutate({ comparisonId: comparison.id, text, attachmentIds: files.map(({ id }) => id), tags: [...tags] })
      .then(() => clearSentDraft(drafts, key, text))
      .catch((error: unknown) => setFailure(toAppError(error)))
      .finally(() => setIsSending(false));
    // A verdict comes next, and it is given by keys.
    if (comparison.mode === 'blind')
      document.querySelector<HTMLElement>('[data-rounds]')?.focus({ preventScroll: true });
    else message.focusField();
  };
  return {
    ...message,
    draft,
    tags,
    setTags,
    canSend,
    hint: obstacle ?? 'compare.hint-keys',
    running,
    failure,
    dismissFailure: () => setFailure(null),
    submit,
    onKeyDown: (event) => sendOnEnter(event, submit),
  };
}

type Situation = {
  readonly text: string;
  readonly isLost: boolean;
  readonly isSending: boolean;
  readonly running: Round | null;
  readonly comparison: Pick<Comparison, 'columnCount'>;
};

/** Why nothing can be asked now; null when it can. */
function obstacleOf({ text, isLost, isSending, running, comparison }: Situation): PlainWordKey | null {
  if (isLost) return 'compare.hint-lost';
  if (isSending) return 'compare.hint-sending';
  if (running !== null) return 'compare.hint-busy';
  if (comparison.columnCount < columnLimits.least) return 'compare.hint-few';
  return text.length > maxMessageLength ? 'compare.hint-long' : null;
}
