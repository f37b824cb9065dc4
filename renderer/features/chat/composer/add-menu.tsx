import { useRef, useState } from 'react';
import type { DraftKey } from '../../../../main/contract/drafts.ts';
import { t } from '../../../i18n/translate.ts';
import { FilesInput } from '../../../ui/attachments/files-input.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../../ui/menu.tsx';
import { ShelfPicker } from '../../../ui/shelf/shelf-picker.tsx';

type AddMenuProps = {
  readonly onFiles: (files: readonly File[]) => void;
  readonly onBeginReply: () => void;
  /** The draft that a kept prompt goes into. */
  readonly draftKey: DraftKey;
  /** After a kept prompt was put in, or not. */
  readonly onPicked: () => void;
};

/** What can go with a message: files, and the beginning of its reply. Says too what cannot go yet. */
export function AddMenu({ onFiles, onBeginReply, draftKey, onPicked }: AddMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [isPicking, setIsPicking] = useState(false);
  const items: readonly MenuItem[] = [
    {
      id: 'files',
      label: t('attach.files'),
      detail: t('attach.files-detail'),
      icon: 'attach',
      onSelect: () => input.current?.click(),
    },
    {
      id: 'shelf',
      label: t('shelf.picker'),
      detail: t('shelf.picker-detail'),
      icon: 'text-file',
      onSelect: () => setIsPicking(true),
    },
    {
      id: 'begin-reply',
      label: t('attach.prefix'),
      detail: t('attach.prefix-detail'),
      icon: 'begin-reply',
      onSelect: onBeginReply,
    },
    {
      id: 'not-yet',
      label: t('attach.not-yet'),
      detail: t('attach.not-yet-detail'),
      icon: 'info',
      isDisabled: true,
      startsGroup: true,
      onSelect: () => undefined,
    },
  ];
  return (
    <>
      <IconButton
        ref={button}
        icon="attach"
        label={t('attach.button')}
        tooltipSide="top"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
      />
      <FilesInput input={input} onFiles={onFiles} />
      {isOpen ? (
        <Menu
          label={t('attach.button')}
          items={items}
          anchor={button}
          placement="top-start"
          onClose={() => setIsOpen(false)}
        />
      ) : null}
      {isPicking ? (
        <ShelfPicker
          draftKey={draftKey}
          onClose={() => {
            setIsPicking(false);
            requestAnimationFrame(onPicked);
          }}
        />
      ) : null}
    </>
  );
}
