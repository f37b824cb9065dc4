import { useRef, useState } from 'react';
import { t } from '../../../i18n/translate.ts';
import { useModels } from '../../../state/hooks.ts';
import { liveValue } from '../../../state/stream.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../../ui/menu.tsx';
import { SummariseDialog } from '../context/summarise-dialog.tsx';
import { TokenViewDialog } from '../tokens/token-view-dialog.tsx';
import { BeginReplyDialog } from './begin-reply-dialog.tsx';
import { messageMenuItems, type MessageMenuSituation } from './message-menu-items.ts';

type MessageMenuProps = Omit<MessageMenuSituation, 'onPickModel' | 'onBeginReply' | 'onSummarise' | 'onShowTokens'>;

/** The menu of a message. Its commands that need more ask for it: which model, which words. */
export function MessageMenu({ message, isBusy, isLast, commands }: MessageMenuProps) {
  const [open, setOpen] = useState<'commands' | 'models' | 'begin' | 'summary' | 'tokens' | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const label = t(message.role === 'assistant' ? 'prompt.reply-menu' : 'message.menu');
  const close = (): void => setOpen(null);
  const onPickModel = (): void => setOpen('models');
  const onBeginReply = (): void => setOpen('begin');
  const onSummarise = (): void => setOpen('summary');
  const onShowTokens = (): void => setOpen('tokens');
  const asking = { onPickModel, onBeginReply, onSummarise, onShowTokens };
  const models = useModelItems(open === 'models', message.modelId, (id) => commands.regenerateWith(message.id, id));
  return (
    <>
      <IconButton
        ref={button}
        size="small"
        icon="more"
        label={label}
        aria-haspopup="menu"
        aria-expanded={open === 'commands' || open === 'models'}
        onClick={() => setOpen('commands')}
      />
      {open === 'commands' ? (
        <Menu
          key="commands"
          label={label}
          items={messageMenuItems({ message, isBusy, isLast, commands, ...asking })}
          anchor={button}
          onClose={close}
        />
      ) : null}
      {open === 'models' ? (
        <Menu key="models" label={t('message.regenerate-with')} items={models} anchor={button} onClose={close} />
      ) : null}
      {open === 'begin' ? (
        <BeginReplyDialog onClose={close} onBegin={(words) => commands.beginWith(message.id, words)} />
      ) : null}
      {open === 'tokens' ? <TokenViewDialog reply={message} onClose={close} /> : null}
      {open === 'summary' && message.modelId !== null ? (
        <SummariseDialog message={message} modelId={message.modelId} onClose={close} />
      ) : null}
    </>
  );
}

/** The models that could answer, the one that did marked. */
function useModelItems(isShown: boolean, usedId: string | null, onChoose: (id: string) => void): readonly MenuItem[] {
  const models = liveValue(useModels())?.models ?? [];
  if (!isShown) return [];
  return models.map(({ id, facts, isMissing }) => ({
    id,
    label: facts.name,
    detail: isMissing ? t('chat.model-missing') : facts.quantization,
    isChecked: id === usedId,
    isDisabled: isMissing,
    onSelect: () => onChoose(id),
  }));
}
