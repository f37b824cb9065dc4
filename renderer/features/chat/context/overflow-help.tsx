import { useState } from 'react';
import type { ContextUseInput } from '../../../../main/contract/context.ts';
import type { Message } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { useModels } from '../../../state/hooks.ts';
import { liveValue } from '../../../state/stream.ts';
import { Button } from '../../../ui/button.tsx';
import { OverflowPanel } from './overflow-panel.tsx';

type OverflowHelpProps = {
  readonly message: Message;
  readonly isBusy: boolean;
  /** Asks for the reply again. */
  readonly onRetry: () => void;
};

/** Ways to go on for a reply that was not given because the conversation does not fit. */
export function OverflowHelp({ message, isBusy, onRetry }: OverflowHelpProps) {
  const [isOpen, setIsOpen] = useState(false);
  const model = liveValue(useModels())?.models.find(({ id }) => id === message.modelId) ?? null;
  if (model === null || model.isMissing) return null;
  if (!isOpen) {
    return (
      <Button size="small" icon="summary" disabled={isBusy} onClick={() => setIsOpen(true)}>
        {t('context.reply-choose')}
      </Button>
    );
  }
  const question: ContextUseInput = {
    conversationId: message.conversationId,
    projectId: null,
    modelId: model.id,
    upToId: message.id,
    draft: '',
    replyPrefix: '',
    attachmentIds: [],
  };
  return (
    <OverflowPanel
      question={question}
      model={model}
      title={t('context.over-reply-title')}
      onGo={() => {
        setIsOpen(false);
        onRetry();
      }}
      onClose={() => setIsOpen(false)}
    />
  );
}
