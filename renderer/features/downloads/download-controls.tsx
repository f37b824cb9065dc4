import type { Download } from '../../../main/contract/downloads.ts';
import { t } from '../../i18n/translate.ts';
import { useModelFrom, useStartChat } from '../../state/downloads/download-hooks.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { downloadName } from './download-words.ts';
import type { DownloadRowProps } from './download-row.tsx';
import styles from './download-row.module.css';

type DownloadControlsProps = DownloadRowProps & { readonly onCancel: () => void };

/** The one control that fits the state, and the rest in a menu. */
export function DownloadControls(props: DownloadControlsProps) {
  const name = downloadName(props.download);
  return (
    <div className={styles.controls}>
      <MainControl {...props} />
      <MenuButton size="small" label={t('downloads.more-name', { name })} items={menuItems(props)} />
    </div>
  );
}

function MainControl({ download, commands }: DownloadControlsProps) {
  const name = downloadName(download);
  switch (download.state.state) {
    case 'done':
      return <ChatControl download={download} name={name} />;
    case 'failed':
      // The reason beneath has the button that helps.
      return null;
    case 'paused':
      return (
        <IconButton
          size="small"
          icon="play"
          label={t('downloads.resume-name', { name })}
          onClick={() => commands.resume(download)}
        />
      );
    default:
      return (
        <IconButton
          size="small"
          icon="pause"
          label={t('downloads.pause-name', { name })}
          onClick={() => commands.pause(download)}
        />
      );
  }
}

function ChatControl({ download, name }: { readonly download: Download; readonly name: string }) {
  const startChat = useStartChat();
  const model = useModelFrom(download.repo, download.files[0]?.path ?? '');
  if (model === null) return null;
  return (
    <Button size="small" aria-label={t('downloads.chat-name', { name })} onClick={() => startChat(model.id)}>
      {t('downloads.chat')}
    </Button>
  );
}

function menuItems({ download, place, count, commands, onCancel }: DownloadControlsProps): readonly MenuItem[] {
  const isDone = download.state.state === 'done';
  const moves: readonly MenuItem[] = isDone
    ? []
    : [
        {
          id: 'first',
          label: t('downloads.move-first'),
          icon: 'arrow-up',
          isDisabled: place === 0,
          onSelect: () => commands.move(download, 0),
        },
        {
          id: 'up',
          label: t('downloads.move-up'),
          icon: 'chevron-up',
          isDisabled: place === 0,
          onSelect: () => commands.move(download, place - 1),
        },
        {
          id: 'down',
          label: t('downloads.move-down'),
          icon: 'chevron-down',
          isDisabled: place === count - 1,
          onSelect: () => commands.move(download, place + 1),
        },
      ];
  const retry: readonly MenuItem[] =
    download.state.state === 'failed'
      ? [{ id: 'retry', label: t('ui.retry'), icon: 'regenerate', onSelect: () => commands.resume(download) }]
      : [];
  const isRemoval = isDone || download.state.state === 'failed';
  return [
    ...retry,
    ...moves,
    {
      id: 'cancel',
      label: t(isRemoval ? 'downloads.remove' : 'downloads.cancel'),
      icon: isRemoval ? 'close' : 'remove',
      startsGroup: moves.length > 0,
      onSelect: onCancel,
    },
  ];
}
