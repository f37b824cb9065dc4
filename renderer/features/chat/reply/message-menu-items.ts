import type { Message } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import type { MenuItem } from '../../../ui/menu.tsx';
import type { MessageCommands } from './message-commands.ts';

export type MessageMenuSituation = {
  readonly message: Message;
  /** A reply is being written in this conversation. */
  readonly isBusy: boolean;
  /** Nothing follows it. */
  readonly isLast: boolean;
  readonly commands: MessageCommands;
  readonly onPickModel: () => void;
  readonly onBeginReply: () => void;
  readonly onSummarise: () => void;
  readonly onShowTokens: () => void;
};

/** What can be done with a message beyond its buttons, in groups. */
export function messageMenuItems(situation: MessageMenuSituation): readonly MenuItem[] {
  const all = [answerItems(situation), insightItems(situation), copyItems(situation), removeItems(situation)];
  const groups = all.filter(({ length }) => length > 0);
  return groups.flatMap((items, group) =>
    items.map((item, place) => (place === 0 && group > 0 ? { ...item, startsGroup: true } : item)),
  );
}

function answerItems(situation: MessageMenuSituation): readonly MenuItem[] {
  const { message, isBusy, commands, onPickModel, onBeginReply } = situation;
  const isReply = message.role === 'assistant';
  const hasWords = message.text !== '' || message.reasoning !== '';
  const proceed: MenuItem = {
    id: 'continue',
    label: t('message.continue'),
    icon: 'play',
    isDisabled: isBusy,
    onSelect: () => commands.continueReply(message.id),
  };
  const again: readonly MenuItem[] = [
    {
      id: 'regenerate-with',
      label: t('message.regenerate-with'),
      icon: 'regenerate',
      isDisabled: isBusy,
      onSelect: onPickModel,
    },
    { id: 'begin', label: t('message.begin'), icon: 'begin-reply', isDisabled: isBusy, onSelect: onBeginReply },
  ];
  return isReply && message.parentId !== null ? [...(hasWords ? [proceed] : []), ...again] : [];
}

function insightItems({ message, isBusy, commands, onShowTokens }: MessageMenuSituation): readonly MenuItem[] {
  const prompt: MenuItem = {
    id: 'prompt',
    label: t('prompt.show'),
    icon: 'prompt',
    onSelect: () => commands.showPrompt(message),
  };
  const tokens: MenuItem = {
    id: 'tokens',
    label: t('tokens.show'),
    icon: 'tokens',
    isDisabled: isBusy,
    onSelect: onShowTokens,
  };
  return message.role === 'assistant' ? [prompt, tokens] : [];
}

function copyItems({ message, isBusy, commands, onSummarise }: MessageMenuSituation): readonly MenuItem[] {
  const compare: MenuItem = {
    id: 'compare',
    label: t('compare-history.from-here'),
    icon: 'compare',
    isDisabled: isBusy,
    onSelect: () => commands.compareFrom(message),
  };
  const summarise: MenuItem = {
    id: 'summarise',
    label: t('context.summarise-up-to'),
    icon: 'summary',
    isDisabled: isBusy,
    onSelect: onSummarise,
  };
  return [
    {
      id: 'copy-markdown',
      label: t('message.copy-markdown'),
      icon: 'copy',
      onSelect: () => commands.copyMarkdown(message),
    },
    {
      id: 'duplicate',
      label: t('message.duplicate'),
      icon: 'branch',
      isDisabled: isBusy,
      onSelect: () => commands.duplicate(message.id),
    },
    ...(message.role === 'assistant' ? [compare, summarise] : []),
  ];
}

function removeItems({ message, isBusy, isLast, commands }: MessageMenuSituation): readonly MenuItem[] {
  const common = { icon: 'remove', isDangerous: true, isDisabled: isBusy } as const;
  const one: MenuItem = {
    ...common,
    id: 'remove-one',
    label: t('message.remove-one'),
    onSelect: () => commands.remove(message.id, 'one'),
  };
  const fromHere: MenuItem = {
    ...common,
    id: 'remove-from-here',
    label: t('message.remove-from-here'),
    onSelect: () => commands.remove(message.id, 'from-here'),
  };
  return isLast ? [one] : [one, fromHere];
}
